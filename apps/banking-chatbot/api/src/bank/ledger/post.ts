/** Books a transaction: the only place that writes to the ledger. */
import type { EntityManager } from 'typeorm';
import { minorUnits, type Currency, type Money } from '../money.js';
import { BankRefusal } from '../refusal.js';

export type TransactionKind = 'transfer' | 'card' | 'top_up' | 'exchange' | 'fee' | 'interest' | 'salary' | 'cancellation';

export interface Entry {
  accountId: string;
  /** Signed: what the account gains. */
  amount: Money;
}

export interface Transaction {
  /** The idempotency key of its order. */
  id: string;
  kind: TransactionKind;
  at: Date;
  description: string;
  merchant?: string;
  category?: string;
  reference?: string;
  /** At most one an account; they sum to zero in each currency, or the database refuses the commit. */
  entries: readonly Entry[];
}

interface AccountRow {
  id: string;
  kind: string;
  currency: Currency;
  balance: string;
  minimum: string | null;
}

/**
 * Locks the customers' accounts among `ids` in the order of their ids, so that two transactions never wait for each other crosswise.
 *
 * @throws {BankRefusal} `ACCOUNT_UNKNOWN`
 */
export async function lockAccounts(manager: EntityManager, ids: readonly string[]): Promise<Map<string, AccountRow>> {
  const distinct = [...new Set(ids)];
  const rows = await manager.query<AccountRow[]>(
    `SELECT id, kind, currency, balance, minimum FROM accounts WHERE id = ANY($1) AND kind <> 'internal' ORDER BY id FOR NO KEY UPDATE`,
    [distinct],
  );
  const locked = new Map(rows.map((row) => [row.id, row]));
  if (distinct.some((id) => !id.startsWith('bank:') && !locked.has(id))) throw new BankRefusal('ACCOUNT_UNKNOWN');
  return locked;
}

/**
 * Writes the transaction inside the caller's database transaction. `once` has seen to it that its id is new.
 *
 * @throws {BankRefusal} `INSUFFICIENT_FUNDS` with what is available, `ACCOUNT_UNKNOWN`
 */
export async function post(manager: EntityManager, transaction: Transaction): Promise<void> {
  const { id, kind, at, description, merchant, category, reference, entries } = transaction;
  const accounts = await lockAccounts(
    manager,
    entries.map(({ accountId }) => accountId),
  );
  for (const { accountId, amount } of entries) checkFunds(accounts.get(accountId), amount);
  await manager.query(
    `INSERT INTO ledger_transactions (id, kind, booked_at, description, merchant, category, reference)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, kind, at, description, merchant ?? null, category ?? null, reference ?? null],
  );
  await manager.query(
    `INSERT INTO ledger_entries (transaction_id, account_id, amount, currency, booked_at)
     SELECT $1, account_id, amount, currency, $2 FROM unnest($3::text[], $4::bigint[], $5::text[]) AS t(account_id, amount, currency) ORDER BY account_id`,
    [id, at, entries.map((e) => e.accountId), entries.map((e) => e.amount.minor), entries.map((e) => e.amount.currency)],
  );
}

function checkFunds(account: AccountRow | undefined, { minor, currency }: Money): void {
  if (!account || minor >= 0) return; // the bank's own accounts have no limit
  const available = minorUnits(account.balance) - minorUnits(account.minimum!);
  if (available + minor < 0) throw new BankRefusal('INSUFFICIENT_FUNDS', { available: { minor: Math.max(available, 0), currency } });
}
