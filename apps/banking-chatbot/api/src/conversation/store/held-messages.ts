/** Messages that have overtaken another, until it comes or has been waited for long enough. */
import type { Understanding } from '@casebook/banking-chatbot-contract';
import type { EntityManager } from 'typeorm';
import type { IncomingMessage } from '../assistant.types.js';

export const HOLD_MS = 2_000;

export interface HeldMessage {
  message: IncomingMessage & { clientSequence: number };
  /** Its embedding is read anew where it is needed. */
  understanding: Omit<Understanding, 'embedding'>;
  heldAt: Date;
}

export async function hold(manager: EntityManager, conversationId: string, { message, understanding, heldAt }: HeldMessage): Promise<void> {
  await manager.query(
    `INSERT INTO held_messages (conversation_id, client_sequence, message_id, text, understanding, held_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [conversationId, message.clientSequence, message.id, message.text, JSON.stringify(understanding), heldAt],
  );
}

/** In the client's order. */
export async function heldMessages(manager: EntityManager, conversationId: string): Promise<HeldMessage[]> {
  interface Row {
    client_sequence: number;
    message_id: string;
    text: string;
    understanding: HeldMessage['understanding'];
    held_at: Date;
  }
  const rows = await manager.query<Row[]>(
    'SELECT client_sequence, message_id, text, understanding, held_at FROM held_messages WHERE conversation_id = $1 ORDER BY client_sequence',
    [conversationId],
  );
  return rows.map(({ client_sequence, message_id, text, understanding, held_at }) => ({
    message: { id: message_id, text, clientSequence: client_sequence },
    understanding,
    heldAt: held_at,
  }));
}

export async function release(manager: EntityManager, conversationId: string, messageId: string): Promise<void> {
  await manager.query('DELETE FROM held_messages WHERE conversation_id = $1 AND message_id = $2', [conversationId, messageId]);
}
