/** Opens a case about a card payment that the customer did not make, or not like that. */
import type { BankContext } from '../context.js';
import { minorUnits, money, type Currency, type Money } from '../money.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';

/** Days after a payment in which it can be disputed. */
export const DISPUTE_DAYS = 120;

interface Row {
  kind: string;
  booked_at: Date;
  description: string;
  amount: string;
  currency: Currency;
}

/** @throws {BankRefusal} `TRANSACTION_UNKNOWN`, `DISPUTE_NOT_A_PAYMENT`, `DISPUTE_TOO_OLD`, `DISPUTE_EXISTS` */
export function dispute(
  context: BankContext,
  input: { transactionId: string; reason: string },
): Promise<{ disputeId: string; description: string; amount: Money }> {
  return once(context, { ...input, action: 'dispute' }, async ({ manager, customerId, key, now }) => {
    const [row] = await manager.query<Row[]>(
      `SELECT t.kind, t.booked_at, t.description, e.amount, e.currency FROM ledger_transactions t
       JOIN ledger_entries e ON e.transaction_id = t.id JOIN accounts a ON a.id = e.account_id
       WHERE t.id = $1 AND a.customer_id = $2 LIMIT 1`,
      [input.transactionId, customerId],
    );
    if (!row) throw new BankRefusal('TRANSACTION_UNKNOWN');
    if (row.kind !== 'card') throw new BankRefusal('DISPUTE_NOT_A_PAYMENT');
    if (now.getTime() - row.booked_at.getTime() > DISPUTE_DAYS * 86_400_000)
      throw new BankRefusal('DISPUTE_TOO_OLD', { days: DISPUTE_DAYS });
    const opened = await manager.query<unknown[]>(
      `INSERT INTO disputes (id, customer_id, transaction_id, reason, opened_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (transaction_id) DO NOTHING RETURNING id`,
      [key, customerId, input.transactionId, input.reason.slice(0, 500), now],
    );
    if (opened.length === 0) throw new BankRefusal('DISPUTE_EXISTS');
    return { disputeId: key, description: row.description, amount: money(-minorUnits(row.amount), row.currency) };
  });
}
