/** One-time codes for a device, simulated: the demo's page shows what a phone would get. */
import { createHash, randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { StepUp } from '../conversation/assistant.types.js';

const CODE_MINUTES = 5;
const ATTEMPTS = 3;

export interface DeviceMessage {
  text: string;
  sentAt: string;
}

/** The latest messages to a customer's device, latest first. Never part of a reply: whoever reads the chat must not learn the code. */
export async function deviceMessages(manager: EntityManager, customerId: string, limit = 5): Promise<DeviceMessage[]> {
  const rows = await manager.query<{ text: string; sent_at: Date }[]>(
    'SELECT text, sent_at FROM device_messages WHERE customer_id = $1 ORDER BY id DESC LIMIT $2',
    [customerId, limit],
  );
  return rows.map(({ text, sent_at }) => ({ text, sentAt: sent_at.toISOString() }));
}

const hash = (conversationId: string, code: string): string => createHash('sha256').update(`${conversationId}:${code}`).digest('hex');

/** A code of six digits that holds for five minutes and three attempts, for the latest challenge of its conversation. */
export const stepUpByCode: StepUp = {
  async challenge(manager, { conversationId, customerId }, purpose, now) {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await manager.query(
      `INSERT INTO step_up_codes (conversation_id, customer_id, code_hash, attempts, expires_at) VALUES ($1, $2, $3, 0, $4)
       ON CONFLICT (conversation_id) DO UPDATE SET customer_id = $2, code_hash = $3, attempts = 0, expires_at = $4`,
      [conversationId, customerId, hash(conversationId, code), new Date(now.getTime() + CODE_MINUTES * 60_000)],
    );
    await manager.query('INSERT INTO device_messages (customer_id, text, sent_at) VALUES ($1, $2, $3)', [
      customerId,
      `Larkspur Bank: ${code} confirms: ${purpose}. Valid for ${CODE_MINUTES} minutes.`,
      now,
    ]);
  },

  async verify(manager, { conversationId, customerId }, code, now) {
    const [row] = await manager.query<{ code_hash: string; attempts: number; expires_at: Date }[]>(
      'SELECT code_hash, attempts, expires_at FROM step_up_codes WHERE conversation_id = $1 AND customer_id = $2 FOR UPDATE',
      [conversationId, customerId],
    );
    if (!row || row.expires_at <= now) return 'expired';
    if (row.attempts >= ATTEMPTS) return 'locked';
    if (row.code_hash !== hash(conversationId, code)) {
      await manager.query('UPDATE step_up_codes SET attempts = attempts + 1 WHERE conversation_id = $1', [conversationId]);
      return row.attempts + 1 >= ATTEMPTS ? 'locked' : 'wrong';
    }
    await manager.query('DELETE FROM step_up_codes WHERE conversation_id = $1', [conversationId]);
    return 'accepted';
  },
};
