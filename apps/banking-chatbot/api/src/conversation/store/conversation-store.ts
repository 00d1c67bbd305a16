/** Conversations in PostgreSQL: one message at a time, each as an event from which the state can be computed again. */
import type { ReplyDto } from '@casebook/banking-chatbot-contract';
import { NotFoundError } from '@casebook/core';
import type { EntityManager } from 'typeorm';
import type { Facts } from '../../bank/facts.js';
import type { CustomerSession } from '../assistant.types.js';
import { initialState, type DialogueState } from '../dialogue-state.js';
import type { TurnInput } from '../engine/draft.js';
import type { Outcome } from '../engine/effects.js';

export interface Conversation {
  sequence: number;
  /** The client's number that is due next. */
  nextClient: number;
  state: DialogueState;
  /** As they were when they were last written to an event. */
  facts: Facts | null;
}

/** All that a replay needs, and the transcript. `facts: 'same'`: as in the event before that has any. */
export interface TurnEvent {
  input: Omit<TurnInput, 'facts'> & { facts: Facts | 'same' | null };
  outcomes: Outcome[];
  reply: ReplyDto;
}

interface Row extends Omit<Conversation, 'nextClient'> {
  customer_id: string | null;
  next_client: number;
}

const select = 'SELECT customer_id, sequence, next_client, state, facts FROM conversation_states WHERE conversation_id = $1 FOR UPDATE';

/**
 * The conversation, locked until the transaction ends: a second message of it waits here.
 *
 * @throws {NotFoundError} `CONVERSATION_UNKNOWN` where it belongs to another customer, or to one who isn't signed in any more
 */
export async function lockConversation(manager: EntityManager, session: CustomerSession): Promise<Conversation> {
  const { conversationId, customerId } = session;
  let [row] = await manager.query<Row[]>(select, [conversationId]);
  if (!row) {
    await manager.query(
      `INSERT INTO conversation_states (conversation_id, customer_id, sequence, next_client, state) VALUES ($1, $2, 0, 1, $3) ON CONFLICT DO NOTHING`,
      [conversationId, customerId, JSON.stringify(initialState())],
    );
    [row] = await manager.query<Row[]>(select, [conversationId]);
  }
  if (row!.customer_id !== null && row!.customer_id !== customerId) {
    throw new NotFoundError('CONVERSATION_UNKNOWN', 'You have no conversation of this id: begin a new one.');
  }
  const { sequence, next_client, state, facts } = row!;
  return { sequence, nextClient: next_client, state, facts };
}

/** The reply that a message had, if it was here before. */
export async function replyTo(manager: EntityManager, conversationId: string, messageId: string): Promise<ReplyDto | undefined> {
  const [row] = await manager.query<{ reply: ReplyDto }[]>(
    `SELECT event->'reply' AS reply FROM conversation_events WHERE conversation_id = $1 AND message_id = $2`,
    [conversationId, messageId],
  );
  return row?.reply;
}

/** Writes the event, and the state that it led to. */
export async function append(manager: EntityManager, session: CustomerSession, after: Conversation, event: TurnEvent): Promise<void> {
  const { conversationId, customerId } = session;
  const { sequence, nextClient, state, facts } = after;
  await manager.query(
    `WITH event AS (
       INSERT INTO conversation_events (conversation_id, sequence, message_id, event) VALUES ($1, $3, $4, $5)
     )
     UPDATE conversation_states SET customer_id = $2, sequence = $3, next_client = $6, state = $7, facts = $8 WHERE conversation_id = $1`,
    [
      conversationId,
      customerId,
      sequence,
      event.reply.messageId,
      JSON.stringify(event),
      nextClient,
      JSON.stringify(state),
      facts && JSON.stringify(facts),
    ],
  );
}

/** Events after a sequence number, in order. */
export async function eventsOf(manager: EntityManager, conversationId: string, after = 0, limit = 1_000_000): Promise<TurnEvent[]> {
  const rows = await manager.query<{ event: TurnEvent }[]>(
    'SELECT event FROM conversation_events WHERE conversation_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3',
    [conversationId, after, limit],
  );
  return rows.map(({ event }) => event);
}
