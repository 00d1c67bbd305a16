/** An event type: its name, its topic, the schema of its data and the key that keeps its order. */
import { InvalidInputError, parseWith } from '@casebook/core';
import type { ZodType } from 'zod';

export interface EventDefinition<T = unknown> {
  /** CloudEvents `type`, e.g. `shop.item.viewed`. */
  readonly type: string;
  /** `<domain>.<entity>.v<major>`. */
  readonly topic: string;
  /** Version of the data's schema within the topic's major version. */
  readonly version: string;
  readonly schema: ZodType<T>;
  /** Events with the same key are delivered in the order in which they were published. */
  readonly key: (data: T) => string;
  /** CloudEvents `dataschema`: names type and version. */
  readonly dataschema: string;
}

/**
 * Defines an event type.
 *
 * @throws {InvalidInputError} `EVENT_TOPIC_INVALID` where the topic is not named `<domain>.<entity>.v<major>`
 *
 * @example
 * const itemViewed = defineEvent({
 *   type: 'shop.item.viewed', topic: 'shop.interactions.v1', version: '1',
 *   schema: z.object({ userId: z.string(), itemId: z.string() }), key: ({ userId }) => userId,
 * });
 */
export function defineEvent<T>(definition: Omit<EventDefinition<T>, 'dataschema'>): EventDefinition<T> {
  if (!/^[a-z\d-]+(\.[a-z\d-]+)+\.v\d+$/.test(definition.topic)) {
    throw new InvalidInputError(
      'EVENT_TOPIC_INVALID',
      `Name the topic "${definition.topic}" <domain>.<entity>.v<major>, e.g. shop.interactions.v1.`,
    );
  }
  return { ...definition, dataschema: `urn:casebook:${definition.type}:${definition.version}` };
}

/** The data, checked. @throws {InvalidInputError} `EVENT_INVALID` naming each path */
export const checkedData = <T>({ schema, type }: EventDefinition<T>, data: unknown): T =>
  parseWith(schema, data, 'EVENT_INVALID', `The data of ${type}`);
