import type { BankContext } from '../context.js';
import type { Currency } from '../money.js';
import { BankRefusal } from '../refusal.js';
import { ownAccount } from './own-account.js';

/** A payee, or another account of the customer. */
export type Target = { payeeId: string } | { accountId: string };

export interface ResolvedTarget {
  /** Of this bank; `null` at another bank. */
  accountId: string | null;
  name: string;
  iban: string;
  own: boolean;
  /** Of an account of this bank. */
  currency: Currency | null;
}

/** @throws {BankRefusal} `PAYEE_UNKNOWN`, `ACCOUNT_UNKNOWN`: also for what belongs to somebody else */
export async function transferTarget(context: BankContext, target: Target): Promise<ResolvedTarget> {
  if ('accountId' in target) {
    const { id, name, iban, currency } = await ownAccount(context, target.accountId);
    return { accountId: id, name, iban, own: true, currency };
  }
  const [payee] = await context.manager.query<(ResolvedTarget & { customerId: string | null })[]>(
    `SELECT p.name, p.iban, a.id AS "accountId", a.currency, a.customer_id AS "customerId"
     FROM payees p LEFT JOIN accounts a ON a.iban = p.iban WHERE p.id = $1 AND p.customer_id = $2`,
    [target.payeeId, context.customerId],
  );
  if (!payee) throw new BankRefusal('PAYEE_UNKNOWN');
  const { customerId, ...rest } = payee;
  return { ...rest, own: customerId === context.customerId };
}
