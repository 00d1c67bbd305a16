import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testBank, type TestBank } from '../testing/test-bank.js';
import { auditLedger } from './audit.js';

let bank: TestBank;
beforeAll(async () => {
  bank = await testBank();
});
afterAll(() => bank?.close());

const booking = (...entries: [string, number, string][]) =>
  bank.database.dataSource.transaction(async (manager) => {
    const id = `guard-${Math.abs(entries.flat().join().length)}-${entries.length}`;
    await manager.query(`INSERT INTO ledger_transactions (id, kind, booked_at, description) VALUES ($1, 'fee', now(), 'x')`, [id]);
    for (const entry of entries) {
      await manager.query(
        'INSERT INTO ledger_entries (transaction_id, account_id, amount, currency, booked_at) VALUES ($1, $2, $3, $4, now())',
        [id, ...entry],
      );
    }
  });

describe('what the database itself refuses', () => {
  it.each<[string, [string, number, string][], RegExp]>([
    ['money from nowhere', [['ada-current', 100, 'EUR']], /sum to zero/],
    [
      'entries that do not sum to zero',
      [
        ['ada-current', 100, 'EUR'],
        ['ada-savings', -99, 'EUR'],
      ],
      /sum to zero/,
    ],
    [
      'a sum of zero across currencies',
      [
        ['ada-current', -100, 'EUR'],
        ['ada-dollars', 100, 'USD'],
      ],
      /sum to zero/,
    ],
    ['a transaction without entries', [], /sum to zero/],
    [
      'an account below its limit',
      [
        ['chloe-current', -42_18, 'EUR'],
        ['bank:income:EUR', 42_18, 'EUR'],
      ],
      /accounts_minimum_check/,
    ],
    [
      'an entry in another currency',
      [
        ['ada-current', -100, 'USD'],
        ['bank:income:USD', 100, 'USD'],
      ],
      /entry in USD/,
    ],
  ])('%s', async (_, entries, message) => {
    await expect(booking(...entries)).rejects.toThrow(message);
  });

  it.each([
    `UPDATE ledger_entries SET amount = 1 WHERE account_id = 'ada-current'`,
    `DELETE FROM ledger_entries`,
    `TRUNCATE ledger_transactions CASCADE`,
    `UPDATE ledger_transactions SET description = 'x'`,
    `UPDATE accounts SET balance = balance + 1 WHERE id = 'ada-current'`,
    `INSERT INTO accounts (id, customer_id, kind, name, currency, balance, minimum, opened_on) VALUES ('x', 'ada', 'current', 'x', 'EUR', 5, 0, now())`,
  ])('%s', async (statement) => {
    await expect(bank.database.dataSource.query(statement)).rejects.toThrow(/only grows|entries of the ledger only/);
  });

  it('what the demo is seeded with', async () => {
    expect(await auditLedger(bank.database.dataSource.manager)).toEqual([]);
  });
});
