/** The statement of one account and one month, with its figures from the ledger. */
import type { BankContext } from '../context.js';
import { minorUnits, money, type Money } from '../money.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';
import { ownAccount } from './own-account.js';

export interface Statement {
  account: string;
  month: string;
  opening: Money;
  closing: Money;
  entries: number;
}

/** @param input `month` as `YYYY-MM`. @throws {BankRefusal} `ACCOUNT_UNKNOWN`, `STATEMENT_NOT_READY`, `STATEMENT_BEFORE_OPENING` */
export function orderStatement(context: BankContext, input: { accountId: string; month: string }): Promise<Statement> {
  return once(context, { ...input, action: 'orderStatement' }, async (inner) => {
    const { manager, customerId, now } = inner;
    const { accountId, month } = input;
    const account = await ownAccount(inner, accountId);
    if (month >= now.toISOString().slice(0, 7)) throw new BankRefusal('STATEMENT_NOT_READY');
    if (month < account.openedOn.slice(0, 7)) throw new BankRefusal('STATEMENT_BEFORE_OPENING');
    const from = new Date(`${month}-01T00:00:00Z`);
    const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
    const [sums] = await manager.query<{ before: string; within: string; entries: number }[]>(
      `SELECT coalesce(sum(amount) FILTER (WHERE booked_at < $2), 0) AS before,
              coalesce(sum(amount) FILTER (WHERE booked_at >= $2), 0) AS within,
              count(*) FILTER (WHERE booked_at >= $2)::int AS entries
       FROM ledger_entries WHERE account_id = $1 AND booked_at < $3`,
      [accountId, from, to],
    );
    await manager.query(
      `INSERT INTO statements (account_id, month, customer_id, ordered_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [accountId, month, customerId, now],
    );
    const opening = minorUnits(sums!.before);
    return {
      account: account.name,
      month,
      opening: money(opening, account.currency),
      closing: money(opening + minorUnits(sums!.within), account.currency),
      entries: sums!.entries,
    };
  });
}
