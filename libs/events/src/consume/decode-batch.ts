import { CasebookError } from '@casebook/core';
import type { ReceivedMessage } from '../bus/event-bus.js';
import { checkedData } from '../definitions/define-event.js';
import type { DomainEvent } from '../definitions/domain-event.js';
import type { EventRegistry } from '../definitions/event-registry.js';
import { decodeEvent } from '../wire/kafka-binding.js';

/** An event and where it was found. */
export interface ReceivedEvent<T = unknown> extends DomainEvent<T> {
  topic: string;
  partition: number;
  offset: number;
}

export interface Decoded {
  event: ReceivedEvent;
  message: ReceivedMessage;
}

/** Parts a batch into events, messages that hold none, and events of types that this consumer does not take (left out). */
export function decodeBatch(
  registry: EventRegistry,
  messages: readonly ReceivedMessage[],
): { good: Decoded[]; bad: { message: ReceivedMessage; error: unknown }[] } {
  const good: Decoded[] = [];
  const bad: { message: ReceivedMessage; error: unknown }[] = [];
  for (const message of messages) {
    try {
      const event = decodeEvent(message);
      if (!registry.has(event.type)) continue;
      const data = checkedData(registry.definition(event.type), event.data);
      const { topic, partition, offset } = message;
      good.push({ message, event: { ...event, data, topic, partition, offset } });
    } catch (error) {
      if (!(error instanceof CasebookError)) throw error;
      bad.push({ message, error });
    }
  }
  return { good, bad };
}
