/** Straight to the bus, for events that may be lost with the process; what must not be lost goes through the outbox. */
import type { DomainEvent } from '../definitions/domain-event.js';
import type { EventRegistry } from '../definitions/event-registry.js';
import { encodeEvent } from '../wire/kafka-binding.js';
import type { EventBus, WireMessage } from './event-bus.js';

/** @throws {UnavailableError} `BUS_UNREACHABLE`, `BUS_OVERLOADED` */
export async function publishEvents(bus: EventBus, registry: EventRegistry, events: readonly DomainEvent[]): Promise<void> {
  await Promise.all([...byTopic(registry, events)].map(([topic, messages]) => bus.publish(topic, messages)));
}

/** The encoded events, grouped by topic, in order. */
export function byTopic(registry: EventRegistry, events: readonly DomainEvent[]): Map<string, WireMessage[]> {
  const topics = new Map<string, WireMessage[]>();
  for (const event of events) {
    const definition = registry.definition(event.type);
    const messages = topics.get(definition.topic) ?? [];
    messages.push(encodeEvent(definition, event));
    topics.set(definition.topic, messages);
  }
  return topics;
}
