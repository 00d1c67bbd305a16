/** Fills an empty bank with the demo's customers. */
import type { EntityManager } from 'typeorm';
import { addDays, dayOf } from '../context.js';
import { openInternalAccounts } from '../ledger/internal-accounts.js';
import { DEMO_CUSTOMERS, larkspurIban, type DemoCustomer } from './demo-customers.js';
import { demoHistory, HISTORY_DAYS } from './demo-history.js';

const TRANSFER_LIMIT = 5_000_00;
const DAILY_LIMIT = 8_000_00;

/** Adds the customers that are not there yet. May be called at each start, by several instances at once. */
export async function seedDemoBank(manager: EntityManager, now: Date): Promise<void> {
  await openInternalAccounts(manager);
  for (const [index, customer] of DEMO_CUSTOMERS.entries()) {
    const added = await manager.query<unknown[]>(
      `INSERT INTO customers (id, name, given_name, transfer_limit, daily_limit) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id`,
      [customer.id, customer.name, customer.name.split(' ')[0], TRANSFER_LIMIT, DAILY_LIMIT],
    );
    if (added.length > 0) await seedCustomer(manager, customer, index, now);
  }
}

async function seedCustomer(manager: EntityManager, customer: DemoCustomer, index: number, now: Date): Promise<void> {
  const today = dayOf(now);
  for (const [number, { id, kind, name, currency, minimum }] of customer.accounts.entries()) {
    await manager.query(
      `INSERT INTO accounts (id, customer_id, kind, name, currency, iban, minimum, opened_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, customer.id, kind, name, currency, larkspurIban((index + 1) * 1000 + number + 1), minimum, addDays(today, -HISTORY_DAYS)],
    );
  }
  for (const { id, account, kind, last4, status, expectedIn } of customer.cards) {
    await manager.query(
      `INSERT INTO cards (id, customer_id, account_id, kind, last4, status, daily_limit, expected_on) VALUES ($1, $2, $3, $4, $5, $6, 100000, $7)`,
      [id, customer.id, account, kind, last4, status, addDays(today, expectedIn)],
    );
  }
  for (const { id, name, iban } of customer.payees) {
    await manager.query('INSERT INTO payees (id, customer_id, name, iban, created_at) VALUES ($1, $2, $3, $4, $5)', [
      id,
      customer.id,
      name,
      iban,
      now,
    ]);
  }
  for (const { id, source, payee, minor, reference, inDays } of customer.scheduled) {
    const { name, iban } = customer.payees.find((known) => known.id === payee)!;
    const day = addDays(today, inDays);
    await manager.query(
      `INSERT INTO transfers (id, customer_id, source_account, target_name, target_iban, own, amount, currency, reference, status, execute_on, settles_at, created_at)
       VALUES ($1, $2, $3, $4, $5, false, $6, 'EUR', $7, 'scheduled', $8, $9, $10)`,
      [id, customer.id, source, name, iban, minor, reference, day, `${addDays(day, 1)}T09:00:00Z`, new Date(now.getTime() - 86_400_000)],
    );
  }
  await seedHistory(manager, customer, now);
}

async function seedHistory(manager: EntityManager, customer: DemoCustomer, now: Date): Promise<void> {
  const history = demoHistory(customer, now);
  const currency = new Map(customer.accounts.map((account) => [account.id, account.currency]));
  await manager.query(
    `INSERT INTO ledger_transactions (id, kind, booked_at, description, merchant, category)
     SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])`,
    [
      history.map(({ id }) => id),
      history.map(({ kind }) => kind),
      history.map(({ at }) => at),
      history.map(({ description }) => description),
      history.map(({ merchant }) => merchant),
      history.map(({ category }) => category),
    ],
  );
  const entries = history.flatMap(({ id, at, account, counterpart, minor }) => [
    { id, at, account, minor, currency: currency.get(account) },
    { id, at, account: counterpart, minor: -minor, currency: currency.get(account) },
  ]);
  await manager.query(
    `INSERT INTO ledger_entries (transaction_id, account_id, amount, currency, booked_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[])`,
    [
      entries.map(({ id }) => id),
      entries.map(({ account }) => account),
      entries.map(({ minor }) => minor),
      entries.map((entry) => entry.currency),
      entries.map(({ at }) => at),
    ],
  );
}
