/** The events of the chat, as the events library knows them. */
import { handoffRequestedSchema, messageSentSchema, replySentSchema, TOPICS, turnServedSchema } from '@casebook/banking-chatbot-contract';
import { defineEvent, EventRegistry } from '@casebook/events';

const version = '1';
const key = ({ conversationId }: { conversationId: string }) => conversationId;

export const messageSent = defineEvent({ type: 'chat.message.sent', topic: TOPICS.messages, version, schema: messageSentSchema, key });
export const replySent = defineEvent({ type: 'chat.reply.sent', topic: TOPICS.replies, version, schema: replySentSchema, key });
export const handoffRequested = defineEvent({
  type: 'chat.handoff.requested',
  topic: TOPICS.handoffs,
  version,
  schema: handoffRequestedSchema,
  key,
});
export const turnServed = defineEvent({
  type: 'chat.turn.served',
  topic: TOPICS.turns,
  version,
  schema: turnServedSchema,
  key: ({ model }) => model,
});

export const registry = new EventRegistry([messageSent, replySent, handoffRequested, turnServed]);
