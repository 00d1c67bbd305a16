/** Messages of other channels: from `chat.messages.v1`, answered once, in order within a conversation. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageSent } from '@casebook/banking-chatbot-contract';
import { UnavailableError } from '@casebook/core';
import { consume, type EventBus, type EventHooks, type ReceivedEvent, type Subscription } from '@casebook/events';
import type { DatabaseConnection } from '@casebook/persistence';
import type { EntityManager } from 'typeorm';
import type { Answered } from '../conversation/assistant.types.js';
import type { Understood, UnderstandingService } from '../understanding/understanding.service.js';
import { messageSent } from './chat.registry.js';
import type { ChatService } from './chat.service.js';
import type { ChatMessage } from './chat.types.js';

/** Consumer group, and the inbox's name for it. */
export const CHAT_GROUP = 'banking-chatbot.messages';

export interface ChatConsumerOptions {
  bus: EventBus;
  database: DatabaseConnection;
  chat: ChatService;
  understanding: UnderstandingService;
  hooks: EventHooks;
  /** Events have been committed: the relay has something to do. */
  wake: () => void;
}

/** Larger batches save little more, and every reply waits for the whole of its batch. */
const MAX_BATCH = 32;

export function consumeMessages({ bus, database, chat, understanding, hooks, wake }: ChatConsumerOptions): Promise<Subscription> {
  const answered = new WeakMap<ReceivedEvent, { message: ChatMessage; answers: Answered[] }>();
  return consume({
    bus,
    dataSource: database.dataSource,
    group: CHAT_GROUP,
    events: [messageSent],
    hooks,
    from: 'earliest',
    maxBatch: MAX_BATCH,
    async handle(manager: EntityManager, events: ReceivedEvent[]) {
      const messages = events.map(toMessage);
      const meanings = await Promise.all(messages.map(({ text }) => understood(understanding, text)));
      for (const [i, message] of messages.entries()) {
        answered.set(events[i]!, { message, answers: await chat.answerWithin(manager, message, meanings[i]!) });
      }
    },
    afterCommit(events) {
      wake();
      for (const event of events) {
        const { message, answers } = answered.get(event)!;
        chat.tell(message, answers);
      }
    },
  });
}

function toMessage({ data }: ReceivedEvent): ChatMessage {
  const { conversationId, messageId, customerId, level, text, sequence } = data as MessageSent; // checked and cleaned when it was decoded
  return {
    conversationId,
    id: messageId,
    owner: { sessionId: null, customerId },
    level: customerId === null ? 'anonymous' : level,
    channel: 'events',
    text,
    sequence,
  };
}

/** What is on the topic waits for the model however long it takes: nobody would send it again. */
async function understood(understanding: UnderstandingService, text: string): Promise<Understood> {
  for (;;) {
    try {
      return await understanding.understand(text);
    } catch (error) {
      if (!(error instanceof UnavailableError) || error.code === 'SERVING_CLOSED') throw error;
      await sleep(error.retryAfterMs ?? 500);
    }
  }
}
