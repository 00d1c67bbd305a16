/** Books a transfer whose day has come. */
import type { DataSource, EntityManager } from 'typeorm';
import { dayOf } from '../context.js';
import { internalAccount } from '../ledger/internal-accounts.js';
import { post } from '../ledger/post.js';
import { minorUnits, money, type Currency } from '../money.js';
import { BankRefusal } from '../refusal.js';

interface TransferRow {
  source_account: string;
  target_account: string | null;
  target_name: string;
  amount: string;
  currency: Currency;
  reference: string | null;
}

/** @throws {BankRefusal} `INSUFFICIENT_FUNDS` */
export async function bookTransfer(manager: EntityManager, id: string, now: Date): Promise<void> {
  const [row] = await manager.query<TransferRow[]>(
    `SELECT source_account, target_account, target_name, amount, currency, reference FROM transfers WHERE id = $1 AND status = 'scheduled' FOR UPDATE`,
    [id],
  );
  if (!row) return; // booked or cancelled meanwhile
  const minor = minorUnits(row.amount);
  await post(manager, {
    id,
    kind: 'transfer',
    at: now,
    description: row.target_name,
    ...(row.reference === null ? {} : { reference: row.reference }),
    entries: [
      { accountId: row.source_account, amount: money(-minor, row.currency) },
      { accountId: row.target_account ?? internalAccount('clearing', row.currency), amount: money(minor, row.currency) },
    ],
  });
  await manager.query(`UPDATE transfers SET status = 'booked' WHERE id = $1`, [id]);
}

/**
 * Books all that are due, each in a transaction of its own; what lacks funds is marked `failed`. Several instances may run it at once.
 *
 * @returns how many were due
 */
export async function bookDueTransfers(database: DataSource | EntityManager, now: Date): Promise<number> {
  const due = await database.query<{ id: string }[]>(
    `SELECT id FROM transfers WHERE status = 'scheduled' AND execute_on <= $1 ORDER BY execute_on, id`,
    [dayOf(now)],
  );
  for (const { id } of due) {
    try {
      await database.transaction((manager) => bookTransfer(manager, id, now));
    } catch (error) {
      if (!(error instanceof BankRefusal)) throw error;
      await database.query(`UPDATE transfers SET status = 'failed' WHERE id = $1 AND status = 'scheduled'`, [id]);
    }
  }
  return due.length;
}
