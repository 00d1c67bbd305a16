/** Events leave with the transaction that made them: written to a table here, published by the relay after the commit. */
import type { EntityManager } from 'typeorm';
import type { DomainEvent } from '../definitions/domain-event.js';
import type { EventRegistry } from '../definitions/event-registry.js';
import { encodeEvent } from '../wire/kafka-binding.js';

export class Outbox {
  constructor(private readonly registry: EventRegistry) {}

  /**
   * Adds events to the transaction, in order; one statement for all. Call `relay.wake()` after the commit.
   *
   * @throws {InvalidInputError} `EVENT_TYPE_UNKNOWN`, `EVENT_INVALID`; {TooLargeError} `EVENT_TOO_LARGE`
   *
   * @example
   * await dataSource.transaction((manager) => outbox.add(manager, [event]));
   * relay.wake();
   */
  async add(manager: EntityManager, events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return;
    const columns: [topic: string[], key: string[], headers: string[], value: string[]] = [[], [], [], []];
    for (const event of events) {
      const definition = this.registry.definition(event.type);
      const { key, headers, value } = encodeEvent(definition, event);
      [definition.topic, key!, JSON.stringify(headers), String(value)].forEach((cell, column) => columns[column]!.push(cell));
    }
    await manager.query(
      `INSERT INTO outbox (topic, key, headers, value)
       SELECT topic, key, headers, value
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS incoming (topic, key, headers, value, ordinal)
       ORDER BY ordinal`,
      columns,
    );
  }
}
