/** What was said, for the page that comes back and for the person who takes over. */
import type { TurnDto } from '@casebook/banking-chatbot-contract';
import type { EntityManager } from 'typeorm';
import { eventsOf } from './store/conversation-store.js';

export const transcripts = {
  /** Turns after a sequence number, in order, at most `limit`. */
  async turns(manager: EntityManager, conversationId: string, after: number, limit: number): Promise<TurnDto[]> {
    const events = await eventsOf(manager, conversationId, after, limit);
    return events.map(({ input, reply }) => ({ text: input.text, sentAt: input.at, reply }));
  },
};
