/** Orders a new card and ends the old one. */
import { createHash } from 'node:crypto';
import { addBusinessDays, dayOf, type BankContext } from '../context.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';
import { mayMove } from './card-states.js';
import { lockCard } from './move-card.js';

/** Monday to Friday that a card takes in the post. */
export const CARD_DELIVERY_DAYS = 5;

/** Four digits that follow from the order, so that a repeated order prints the same card. */
const digits = (key: string): string => String(createHash('sha256').update(key).digest().readUInt32BE() % 10_000).padStart(4, '0');

/** @throws {BankRefusal} `CARD_UNKNOWN`; `CARD_STATE` for a card that was replaced already */
export function replaceCard(
  context: BankContext,
  input: { cardId: string },
): Promise<{ last4: string; newLast4: string; expectedOn: string }> {
  return once(context, { ...input, action: 'replaceCard' }, async (inner) => {
    const { manager, customerId, key, now } = inner;
    const old = await lockCard(inner, input.cardId);
    if (!mayMove(old.status, 'close')) throw new BankRefusal('CARD_STATE', { last4: old.last4, status: old.status });
    const newLast4 = digits(key);
    const expectedOn = addBusinessDays(dayOf(now), CARD_DELIVERY_DAYS);
    await manager.query(`UPDATE cards SET status = 'closed' WHERE id = $1`, [input.cardId]);
    await manager.query(
      `INSERT INTO cards (id, customer_id, account_id, kind, last4, status, daily_limit, expected_on, replaces) VALUES ($1, $2, $3, $4, $5, 'ordered', $6, $7, $8)`,
      [key, customerId, old.account_id, old.kind, newLast4, old.daily_limit, expectedOn, input.cardId],
    );
    return { last4: old.last4, newLast4, expectedOn };
  });
}
