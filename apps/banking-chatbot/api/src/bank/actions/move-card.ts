/** Activates, freezes, unfreezes or blocks a card. */
import type { BankContext } from '../context.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';
import { CARD_MOVES, mayMove, type CardMove, type CardStatus } from './card-states.js';

export interface CardRow {
  account_id: string;
  kind: 'debit' | 'credit';
  last4: string;
  status: CardStatus;
  expected_on: string;
  daily_limit: string;
}

/** @throws {BankRefusal} `CARD_UNKNOWN` */
export async function lockCard({ manager, customerId }: BankContext, cardId: string): Promise<CardRow> {
  const [card] = await manager.query<CardRow[]>(
    `SELECT account_id, kind, last4, status, expected_on::text, daily_limit FROM cards WHERE id = $1 AND customer_id = $2 FOR UPDATE`,
    [cardId, customerId],
  );
  if (!card) throw new BankRefusal('CARD_UNKNOWN');
  return card;
}

/** @throws {BankRefusal} `CARD_UNKNOWN`, `CARD_STATE` with the state that does not allow it */
export function moveCard(context: BankContext, input: { cardId: string; move: CardMove }): Promise<{ last4: string; status: CardStatus }> {
  return once(context, { ...input, action: 'moveCard' }, async (inner) => {
    const { last4, status } = await lockCard(inner, input.cardId);
    if (!mayMove(status, input.move)) throw new BankRefusal('CARD_STATE', { last4, status });
    const { to } = CARD_MOVES[input.move];
    await inner.manager.query('UPDATE cards SET status = $2 WHERE id = $1', [input.cardId, to]);
    return { last4, status: to };
  });
}
