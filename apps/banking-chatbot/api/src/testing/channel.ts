/** Another channel of the bank, at the topics, for specs. */
import { randomUUID } from 'node:crypto';
import { TOPICS, type MessageSent } from '@casebook/banking-chatbot-contract';
import { createEvent, publishEvents, type EventBus } from '@casebook/events';
import { messageSent, registry } from '../chat/chat.registry.js';

/** Publishes messages as another channel would; an event's id names conversation and message unless told. */
export const write = (bus: EventBus, ...messages: (Partial<MessageSent> & { conversationId: string; eventId?: string })[]) =>
  publishEvents(
    bus,
    registry,
    messages.map(({ eventId, ...message }) => {
      const messageId = message.messageId ?? randomUUID();
      const data = { customerId: null, level: 'anonymous' as const, text: 'hello', messageId, ...message };
      return createEvent(messageSent, data, { source: '/channel', id: eventId ?? `${message.conversationId}/${messageId}` });
    }),
  );

/** The data of all messages that a topic holds now. */
export async function held<T>(bus: EventBus, topic: (typeof TOPICS)[keyof typeof TOPICS] | `${string}.dlq`): Promise<T[]> {
  const data: T[] = [];
  for await (const { value } of bus.read(topic)) data.push(JSON.parse(String(value)) as T);
  return data;
}

/** All that a topic holds, keys, headers and values, as one text. */
export async function everythingOn(bus: EventBus, topic: string): Promise<string> {
  const texts: string[] = [];
  for await (const { key, value, headers } of bus.read(topic)) texts.push(`${key} ${JSON.stringify(headers)} ${String(value)}`);
  return texts.join('\n');
}
