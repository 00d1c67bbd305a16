/** What the parts of the chat hand to each other. */
import type { SessionLevel, TurnDto } from '@casebook/banking-chatbot-contract';
import type { EntityManager } from 'typeorm';
import type { Owner } from './conversations.service.js';

export type Channel = 'rest' | 'socket' | 'events';

/** A checked message of a checked sender. */
export interface ChatMessage {
  conversationId: string;
  owner: Owner;
  level: SessionLevel;
  channel: Channel;
  id: string;
  /** Cleaned. */
  text: string;
  sequence?: number | undefined;
}

/** Reads what was said. */
export interface Transcripts {
  /** Turns after a sequence number, in order, at most `limit`. */
  turns(manager: EntityManager, conversationId: string, after: number, limit: number): Promise<TurnDto[]>;
}

/** Somebody who watches a conversation, or a customer's device. */
export interface Watcher {
  turn(turn: TurnDto): void;
  device(): void;
}
