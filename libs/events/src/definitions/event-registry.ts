/** The event types that an app knows. */
import { InvalidInputError, parseWith } from '@casebook/core';
import { checkedData, type EventDefinition } from './define-event.js';
import { domainEventSchema, type DomainEvent } from './domain-event.js';

/** Definitions of different data types side by side: each is only ever given data that its own schema has checked. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- `key` is contravariant in T; there is no other common supertype
export type AnyEventDefinition = EventDefinition<any>;

export class EventRegistry {
  private readonly byType: ReadonlyMap<string, AnyEventDefinition>;

  constructor(definitions: readonly AnyEventDefinition[]) {
    this.byType = new Map(definitions.map((definition) => [definition.type, definition]));
    if (this.byType.size < definitions.length)
      throw new InvalidInputError('EVENT_TYPE_TWICE', 'Two definitions have the same type: rename one.');
  }

  /** Every topic, once. */
  get topics(): string[] {
    return [...new Set([...this.byType.values()].map(({ topic }) => topic))];
  }

  /** @throws {InvalidInputError} `EVENT_TYPE_UNKNOWN` listing the types there are */
  definition(type: string): AnyEventDefinition {
    const definition = this.byType.get(type);
    if (definition) return definition;
    const known = [...this.byType.keys()].join(', ');
    throw new InvalidInputError('EVENT_TYPE_UNKNOWN', `There is no event type of this name. Use one of: ${known}.`);
  }

  has(type: string): boolean {
    return this.byType.has(type);
  }

  /**
   * Checks attributes and data of an event from outside.
   *
   * @throws {InvalidInputError} `EVENT_INVALID` naming each path, `EVENT_TYPE_UNKNOWN`
   */
  parse(value: unknown): DomainEvent {
    const event = parseWith(domainEventSchema, value, 'EVENT_INVALID', 'The event');
    return { ...event, data: checkedData(this.definition(event.type), event.data) };
  }
}
