import { DAY_MS, ITEM_STATS, TOKEN_BUCKETS, TOKENS_PER_ITEM } from '@casebook/recommender-contract/features';
import { describe, expect, it } from 'vitest';
import { historiesAt, momentAt } from '../data/moments.js';
import { tinyLog, type TinyEvent } from '../data/tiny-shop.fixture.js';
import { buildTables } from './build-tables.js';
import { inverseItemFrequency, inverseTokenFrequency, itemStats } from './item-stats.js';
import { sessionTables } from './session-tables.js';
import { shopperTables } from './shopper-tables.js';

interface Rows {
  offsets: Int32Array;
  indices: Int32Array;
  values: Float32Array;
}

/** One row as { column: value }. */
const row = ({ offsets, indices, values }: Rows, at: number) =>
  Object.fromEntries(Array.from(indices.subarray(offsets[at], offsets[at + 1]), (column, k) => [column, values[offsets[at]! + k]!]));

function expectRow(table: Rows, at: number, expected: Record<number, number>) {
  const given = row(table, at);
  expect(Object.keys(given)).toEqual(Object.keys(expected));
  for (const [column, value] of Object.entries(expected)) expect(given[column], `${at} → ${column}`).toBeCloseTo(value, 5);
}

const session = (user: number, day: number, ...items: number[]): TinyEvent[] => items.map((item) => ({ user, item, day }));
const at = (events: readonly TinyEvent[], day: number) => {
  const log = tinyLog(events);
  const moment = momentAt(log, day * DAY_MS);
  return { log, moment, histories: historiesAt(log, moment) };
};

describe('sessionTables', () => {
  const { log, moment } = at(
    [...session(0, 1, 0, 1), ...session(0, 10, 2), ...session(1, 2, 0, 1, 2), ...session(2, 3, 0), ...session(2, 8, 1), ...session(3, 50, 3, 0)],
    20,
  ); // prettier-ignore
  const { basket, next, sessions } = sessionTables(log, moment, 10);

  it('knows the sessions before the moment', () => {
    expect(sessions.map((items) => [...items])).toEqual([[0, 1], [2], [0, 1, 2], [0], [1]]);
  });

  it('basket: cosine of sessions, each item of one weighing 1/√size', () => {
    // squares: item 0 and 1: 1/2 + 1/3 + 1 = 11/6, item 2: 1 + 1/3; together: 0 and 1 in two sessions, 5/6
    expectRow(basket, 0, { 1: 5 / 11, 2: 1 / Math.sqrt(22) });
    expectRow(basket, 2, { 0: 1 / Math.sqrt(22), 1: 1 / Math.sqrt(22) });
    expectRow(basket, 3, {});
  });

  it('next: what followed, per session with the item + 10, over the root of its share', () => {
    const lift = Math.sqrt(1 / 5 + 1e-4); // items 1 and 2 followed once each, in five sessions
    expectRow(next, 0, { 1: 1 / 13 / lift, 2: 1 / 13 / lift });
    expectRow(next, 1, { 2: 1 / 13 / lift });
    expectRow(next, 2, {});
  });

  it('next: the second and third session after count ½ and ¼, the fourth nothing', () => {
    const chain = at(
      [0, 1, 2, 3, 4].flatMap((item) => session(0, item + 1, item)),
      20,
    );
    const table = sessionTables(chain.log, chain.moment, 10).next;
    const lift = (weight: number) => Math.sqrt(weight / 5 + 1e-4);
    expectRow(table, 0, { 1: 1 / 11 / lift(1), 2: 0.5 / 11 / lift(1.5), 3: 0.25 / 11 / lift(1.75) });
  });

  it('keeps the largest only', () => {
    expect(Object.keys(row(sessionTables(log, moment, 1).basket, 0))).toEqual(['1']);
  });

  it('basket: single events that are within five of a sequence count as together', () => {
    const chain = at(
      [0, 1, 2, 3, 4, 5].flatMap((item) => session(0, item + 1, item)),
      20,
    );
    const table = sessionTables(chain.log, chain.moment, 10).basket; // bags 0…4 and 1…5
    expect(row(table, 0)[5]).toBeUndefined();
    expect(row(table, 0)[1]).toBeCloseTo(1 / Math.sqrt(2), 5);
    expect(row(table, 1)[2]).toBeCloseTo(1, 5);
  });
});

describe('shopperTables', () => {
  const { log, moment, histories } = at(
    [...session(0, 10, 0), ...session(0, 100, 1), { user: 0, item: 2, day: 100.5, action: 'view' }, ...session(2, 72, 1), ...session(3, 71, 4)],
    100.6,
  ); // prettier-ignore
  const idf = Float32Array.of(1, 2, 1, 1, 3, 1);
  const { shopper_items, shopper_recent } = shopperTables(log, moment, histories, idf);

  it('numbers those with a history by their last visit and gives each a profile of length 1', () => {
    const profiles = [0, 1, 2].map((shopper) => [0, 1, 2, 3, 4, 5].map((item) => row(shopper_items, item)[shopper] ?? 0));
    expect(shopper_recent.rows).toBe(3);
    for (const values of profiles) expect(Math.hypot(...values)).toBeCloseTo(1, 5);
    const raw = [2 ** (-90.6 / 90), 2 * 2 ** (-0.6 / 90), 0.2 * 2 ** (-0.1 / 90)];
    raw.forEach((value, item) => expect(row(shopper_items, item)[0]).toBeCloseTo(value / Math.hypot(...raw), 5));
  });

  it('recent: bought in the last 28 days', () => {
    const recent = at(
      [...session(0, 10, 0), ...session(0, 80, 1), { user: 0, item: 2, day: 81, action: 'view' }, ...session(1, 72, 3)],
      100,
    );
    const table = shopperTables(recent.log, recent.moment, recent.histories, idf).shopper_recent;
    expectRow(table, 0, { 1: 1 });
    expectRow(table, 1, { 3: 1 });
    const later = at([...session(1, 72, 3)], 100.01);
    expectRow(shopperTables(later.log, later.moment, later.histories, idf).shopper_recent, 0, {});
  });
});

describe('item statistics', () => {
  const { histories, log } = at([...session(0, 1, 0), ...session(0, 5, 0, 1), ...session(1, 2, 0, 2), { user: 2, item: 2, day: 3, action: 'view' }], 20); // prettier-ignore

  it('are smoothed shares of buyers', () => {
    const stats = itemStats(histories, [Int32Array.of(0), Int32Array.of(0, 1), Int32Array.of(0, 2)], log.items);
    const of = (item: number) => [...stats.subarray(item * ITEM_STATS.length, (item + 1) * ITEM_STATS.length)];
    // item 0: two buyers, one of them twice; sessions of 1, 2 and 2 items; nobody took it on a later visit first
    const expected = [(1 + 1) / (2 + 5), (3 + 1) / (2 + 1), (2 * Math.log(2)) / 3, (0 + 1) / (2 + 2)];
    of(0).forEach((value, k) => expect(value, ITEM_STATS[k]).toBeCloseTo(expected[k]!, 5));
    expect(of(1)[3]).toBeCloseTo((1 + 1) / (1 + 2), 5); // its only buyer had been there before
    expect(of(3)[2]).toBeNaN();
  });

  it('inverse item frequency is log(1 + users / (1 + owners))', () => {
    const idf = inverseItemFrequency(histories, log.items); // four users, one without a history
    [Math.log(1 + 4 / 3), Math.log(1 + 4 / 2), Math.log(1 + 4 / 3), Math.log(5)].forEach((value, item) =>
      expect(idf[item]).toBeCloseTo(value, 5),
    );
  });

  it('inverse token frequency leaves padding at 0', () => {
    const tokens = new Int32Array(2 * TOKENS_PER_ITEM);
    tokens[0] = tokens[TOKENS_PER_ITEM] = 7; // both items
    tokens[1] = 9;
    const idf = inverseTokenFrequency(tokens);
    expect(idf).toHaveLength(TOKEN_BUCKETS);
    expect([idf[0], idf[7], idf[9]]).toEqual([0, Math.log(1 + 2 / 3), Math.log(2)].map(Math.fround));
  });
});

describe('buildTables', () => {
  it('ease: the closed form on weights that halve in 90 days', async () => {
    const { log, moment, histories } = at([...session(0, 0, 0, 1), ...session(1, 90, 0), ...session(2, 200, 1, 0)], 180);
    const tokens = new Int32Array(log.items * TOKENS_PER_ITEM);
    const tables = await buildTables(log, moment, histories, tokens, { neighbours: 5, lambda: 0.5 });
    // of two items B₀₁ = G₀₁ / (G₀₀ + λ): weights ¼ of user 0, ½ of user 1; user 2 comes later
    expectRow(tables.sparse.ease as Rows, 0, { 1: 1 / 16 / (1 / 16 + 1 / 4 + 0.5) });
    expectRow(tables.sparse.ease as Rows, 1, { 0: 1 / 16 / (1 / 16 + 0.5) });
    expect(tables.trained).toBe(log.items);
  });
});
