/** Changes how much a card may spend in a day. */
import { checkAmount } from '../amount.js';
import type { BankContext } from '../context.js';
import type { Money } from '../money.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';
import { lockCard } from './move-card.js';

export const CARD_LIMIT = { min: 50_00, max: 5_000_00 };

/** @throws {BankRefusal} `CARD_UNKNOWN`, `CARD_LIMIT_RANGE`, `CARD_STATE` for a blocked card, and those of `checkAmount` */
export function setCardLimit(context: BankContext, input: { cardId: string; limit: Money }): Promise<{ last4: string; limit: Money }> {
  return once(context, { ...input, action: 'setCardLimit' }, async (inner) => {
    const { minor, currency } = input.limit;
    checkAmount(input.limit);
    const { last4, status } = await lockCard(inner, input.cardId);
    if (minor < CARD_LIMIT.min || minor > CARD_LIMIT.max) {
      throw new BankRefusal('CARD_LIMIT_RANGE', { min: { minor: CARD_LIMIT.min, currency }, max: { minor: CARD_LIMIT.max, currency } });
    }
    if (status === 'blocked' || status === 'closed') throw new BankRefusal('CARD_STATE', { last4, status });
    await inner.manager.query('UPDATE cards SET daily_limit = $2 WHERE id = $1', [input.cardId, minor]);
    return { last4, limit: input.limit };
  });
}
