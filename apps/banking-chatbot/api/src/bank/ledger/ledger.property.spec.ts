import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTransientDatabaseError } from '@casebook/persistence';
import { bankActions } from '../actions/actions.js';
import type { BankContext } from '../context.js';
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

const OWN = { ada: ['ada-current', 'ada-savings', 'ada-dollars'], ben: ['ben-current'], chloe: ['chloe-current'] };
const PAYEES = { ada: ['ada-anna', 'ada-ben'], ben: ['ben-ada', 'ben-anna-s'], chloe: [] as string[] };
type Customer = keyof typeof OWN;

const anyAccount = fc.constantFrom(...Object.values(OWN).flat());
const small = fc.record({ minor: fc.integer({ min: 1, max: 10_000 }), currency: fc.constant<Currency>('EUR') });
/** Mostly an account of theirs, sometimes of somebody else. */
const accountOf = (customer: Customer) =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...OWN[customer]) }, { weight: 1, arbitrary: anyAccount });
const amount = fc.record({
  minor: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 30_000 }) },
    { weight: 3, arbitrary: fc.constantFrom(4_500_00, 20_000) },
    fc.constantFrom(0, -5, 0.5, 1e300, NaN, -Infinity, 7_000_00),
  ),
  currency: fc.oneof({ weight: 9, arbitrary: fc.constant<Currency>('EUR') }, fc.constant<Currency>('USD')),
});
const operationOf = (customer: Customer) => {
  const target = fc.oneof(
    fc.record({ payeeId: fc.constantFrom(...PAYEES[customer], 'ben-ada') }),
    fc.record({ accountId: accountOf(customer) }),
  );
  const account = accountOf(customer);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ action: fc.constant('transfer' as const), input: fc.record({ sourceId: account, to: target, amount }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        action: fc.constant('exchangeMoney' as const),
        input: fc.record({ sourceId: account, targetId: account, amount }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ action: fc.constant('topUp' as const), input: fc.record({ accountId: account, amount: small }) }) },
  );
};
const order = fc
  .constantFrom<Customer>('ada', 'ben', 'chloe')
  .chain((customer) => operationOf(customer).map((operation) => ({ customer, operation })));
/** Keys repeat: a fifth of the operations are somebody's second try, some at the same time. */
const operations = fc.array(
  fc.tuple(order, fc.nat(OPERATIONS)).map(([made, key]) => ({ ...made, key })),
  { minLength: OPERATIONS, maxLength: OPERATIONS },
);

type Outcome = { result: string } | { refused: string };

const actionOf = (name: Order['operation']['action']) => bankActions[name] as (context: BankContext, input: object) => Promise<unknown>;

interface Order {
  customer: Customer;
  operation: { action: 'transfer' | 'exchangeMoney' | 'topUp'; input: object };
  key: number;
}

async function run(key: string, { customer, operation, ...rest }: Order): Promise<Outcome> {
  try {
    const result = await bank.as(customer, (context) => actionOf(operation.action)(context, operation.input), { key });
    return { result: JSON.stringify(result) };
  } catch (error) {
    if (error instanceof BankRefusal) return { refused: error.reason };
    if (isTransientDatabaseError(error)) return run(key, { customer, operation, ...rest });
    throw error;
  }
}

describe('the ledger under random concurrent orders', () => {
  it(`balances, keeps every limit and carries each order out once (${OPERATIONS} operations)`, async () => {
    const [orders] = fc.sample(operations, { numRuns: 1, seed: 20260310 });
    // A repeated key comes with the same order: the client's second try.
    const first = new Map<number, Order>();
    for (const order of orders!) if (!first.has(order.key)) first.set(order.key, order);
    const queue = orders!.map(({ key }) => first.get(key)!);
    const results = new Map<number, Set<string>>();
    const refusals = new Set<string>();
    const worker = async () => {
      for (let order = queue.pop(); order; order = queue.pop()) {
        const outcome = await run(`order-${order.key}`, order);
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
    expect(results.size).toBeGreaterThan(300); // not everything was refused
    expect([...refusals]).toEqual(
      expect.arrayContaining(['INSUFFICIENT_FUNDS', 'SAME_ACCOUNT', 'AMOUNT_NOT_POSITIVE', 'AMOUNT_FRACTIONAL', 'AMOUNT_TOO_LARGE']),
    );
  });
});
