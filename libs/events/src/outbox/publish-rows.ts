import type { EventBus, WireMessage } from '../bus/event-bus.js';

/** A row of the outbox as `pg` gives it. */
export interface OutboxRow {
  position: string;
  topic: string;
  key: string;
  headers: string;
  value: string;
  created_at: Date;
}

/** Publishes rows in order; topics beside each other, since order is promised within a topic only. */
export async function publishRows(bus: EventBus, rows: readonly OutboxRow[]): Promise<void> {
  const topics = new Map<string, WireMessage[]>();
  for (const { topic, key, headers, value } of rows) {
    const messages = topics.get(topic) ?? [];
    messages.push({ key, headers: JSON.parse(headers), value: Buffer.from(value) });
    topics.set(topic, messages);
  }
  await Promise.all([...topics].map(([topic, messages]) => bus.publish(topic, messages)));
}
