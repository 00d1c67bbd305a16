import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTransientDatabaseError } from '@casebook/persistence';
import { bankActions } from '../actions/actions.js';
import type { Currency } from '../money.js';
import { BankRefusal } from '../refusal.js';
import { testBank, type TestBank } from '../testing/test-bank.js';
import { auditLedger } from './audit.js';

const CONNECTIONS = 8;
const OPERATIONS = 2_400;

let bank: TestBank;
beforeAll(async () => {
  bank = await testBank(CONNECTIONS);
});
afterAll(() => bank?.close());

const customer = fc.constantFrom('ada', 'ben', 'chloe');
const account = fc.constantFrom('ada-current', 'ada-savings', 'ada-dollars', 'ben-current', 'chloe-current');
const amount = fc.record({
  minor: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 90_000 }) },
    fc.constantFrom(0, -5, 0.5, 1e300, NaN, -Infinity, 7_000_00),
  ),
  currency: fc.constantFrom<Currency>('EUR', 'EUR', 'EUR', 'USD'),
});
const target = fc.oneof(
  fc.record({ payeeId: fc.constantFrom('ada-anna', 'ada-ben', 'ben-ada', 'ben-anna-s') }),
  fc.record({ accountId: account }),
);
const operation = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ action: fc.constant('transfer' as const), input: fc.record({ sourceId: account, to: target, amount }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      action: fc.constant('exchangeMoney' as const),
      input: fc.record({ sourceId: account, targetId: account, amount }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ action: fc.constant('topUp' as const), input: fc.record({ accountId: account, amount }) }) },
);
/** Keys repeat: a fifth of the operations are somebody's second try, some at the same time. */
const operations = fc.array(fc.record({ customer, key: fc.nat(OPERATIONS), operation }), { minLength: OPERATIONS, maxLength: OPERATIONS });

type Outcome = { result: string } | { refused: string };

async function run(
  key: string,
  { customer, operation }: { customer: string; operation: { action: 'transfer' | 'exchangeMoney' | 'topUp'; input: never } },
): Promise<Outcome> {
  try {
    const result = await bank.as(customer, (context) => bankActions[operation.action](context, operation.input), { key });
    return { result: JSON.stringify(result) };
  } catch (error) {
    if (error instanceof BankRefusal) return { refused: error.reason };
    if (isTransientDatabaseError(error)) return run(key, { customer, operation });
    throw error;
  }
}

describe('the ledger under random concurrent orders', () => {
  it(`balances, keeps every limit and carries each order out once (${OPERATIONS} operations)`, async () => {
    const [orders] = fc.sample(operations, { numRuns: 1, seed: 20260310 });
    // A repeated key comes with the same order: the client's second try.
    const first = new Map<number, (typeof orders)[number]>();
    for (const order of orders!) if (!first.has(order.key)) first.set(order.key, order);
    const queue = orders!.map(({ key }) => first.get(key)!);
    const results = new Map<number, Set<string>>();
    const refusals = new Set<string>();
    const worker = async () => {
      for (let order = queue.pop(); order; order = queue.pop()) {
        const outcome = await run(`order-${order.key}`, order as never);
        if ('result' in outcome) results.set(order.key, (results.get(order.key) ?? new Set()).add(outcome.result));
        else refusals.add(outcome.refused);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));

    expect(await auditLedger(bank.database.dataSource.manager)).toEqual([]);
    for (const [key, same] of results) expect(same.size, `order ${key}`).toBe(1);
    const [booked] = await bank.database.dataSource.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM ledger_transactions WHERE id LIKE 'order-%'`,
    );
    expect(booked!.n).toBe(results.size);
    expect(results.size).toBeGreaterThan(100); // not everything was refused
    expect([...refusals]).toEqual(
      expect.arrayContaining(['INSUFFICIENT_FUNDS', 'SAME_ACCOUNT', 'AMOUNT_NOT_POSITIVE', 'AMOUNT_FRACTIONAL', 'AMOUNT_TOO_LARGE']),
    );
  });
});
