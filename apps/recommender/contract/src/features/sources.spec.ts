import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { DAY_MS, TOKEN_BUCKETS } from './constants.js';
import { entryWeight, type HistoryEntry, sessionLength } from './history.js';
import { SOURCES, SourceScorer } from './sources.js';
import type { SparseRows } from './sparse-rows.js';
import { ITEM_STATS, type ItemTables } from './tables.js';

const ITEMS = 12;
const SHOPPERS = 5;
const NOW = Date.UTC(2026, 0, 1);

/** A table from a rule; entries that are 0 are not stored. */
function sparse(rows: number, columns: number, value: (row: number, column: number) => number): SparseRows {
  const offsets = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (value(row, column) === 0) continue;
      indices.push(column);
      values.push(value(row, column));
    }
    offsets.push(indices.length);
  }
  return { rows, columns, offsets: Int32Array.from(offsets), indices: Int32Array.from(indices), values: Float32Array.from(values) };
}
const ease = (a: number, b: number) => (a !== b && (a + b) % 3 === 0 ? (b % 4) - 1 : 0);
const basket = (a: number, b: number) => (a !== b && (a * b) % 5 === 1 ? 0.5 : 0);
const next = (a: number, b: number) => (b === (a + 1) % ITEMS ? 0.25 : 0);
const bought = (item: number, shopper: number) => ((item + shopper) % 4 === 0 ? 0.5 : 0);
const recently = (shopper: number, item: number) => ((shopper * item) % 3 === 1 ? 1 : 0);
const tables: ItemTables = {
  trained: ITEMS,
  sparse: {
    ease: sparse(ITEMS, ITEMS, ease),
    basket: sparse(ITEMS, ITEMS, basket),
    next: sparse(ITEMS, ITEMS, next),
    shopper_items: sparse(ITEMS, SHOPPERS, bought),
    shopper_recent: sparse(SHOPPERS, ITEMS, recently),
  },
  stats: new Float32Array(ITEMS * ITEM_STATS.length),
  itemIdf: new Float32Array(ITEMS).fill(2),
  tokenIdf: new Float32Array(TOKEN_BUCKETS),
};

/** Items from ITEMS on are new: the tables know nothing of them. */
const histories = fc
  .uniqueArray(fc.record({ item: fc.nat(ITEMS + 2), age: fc.nat(60), strength: fc.double({ min: 0.2, max: 3, noNaN: true }) }), {
    selector: ({ item }) => item,
  })
  .map((list) =>
    list
      .sort((a, b) => a.age - b.age)
      .map(({ item, age, strength }): HistoryEntry => ({
        item,
        purchases: 1,
        strength,
        firstAt: NOW - 90 * DAY_MS,
        lastAt: NOW - age * DAY_MS,
        quantity: 1,
      })),
  );

/** The sources by their definition, over all items. */
function naive(entries: readonly HistoryEntry[]): Record<(typeof SOURCES)[number], number[]> {
  const known = entries.filter(({ item }) => item < ITEMS);
  const session = known.slice(0, sessionLength(known));
  const flat = (entry: HistoryEntry) => Math.min(1, entry.strength);
  const recent = (entry: HistoryEntry) => entryWeight(entry, NOW);
  const week = (entry: HistoryEntry) => 2 ** (-(NOW - entry.lastAt) / DAY_MS / 7);
  type Weight = (entry: HistoryEntry) => number;
  const sum = (list: readonly HistoryEntry[], weight: Weight, link: (a: number, b: number) => number) =>
    Array.from({ length: ITEMS }, (_, b) => list.reduce((total, entry) => total + weight(entry) * link(entry.item, b), 0));
  const mean = (list: readonly HistoryEntry[], weight: Weight): Weight => {
    const total = list.reduce((all, entry) => all + weight(entry), 0) || 1;
    return (entry) => weight(entry) / total;
  };
  const length = Math.hypot(...known.map((entry) => 2 * recent(entry))) || 1;
  const similarity = Array.from({ length: SHOPPERS }, (_, s) =>
    known.reduce((all, entry) => all + ((2 * recent(entry)) / length) * bought(entry.item, s), 0),
  );
  return {
    ease: sum(known, recent, ease),
    ease_flat: sum(known, flat, ease),
    ease_session: sum(session, mean(session, flat), ease),
    basket: sum(known, mean(known, recent), basket),
    basket_session: sum(session, mean(session, flat), basket),
    next: sum(known, mean(known, week), next),
    next_session: sum(session, mean(session, flat), next),
    shoppers: Array.from({ length: ITEMS }, (_, b) => similarity.reduce((all, weight, s) => all + weight * recently(s, b), 0)),
  };
}

describe('SourceScorer', () => {
  const scorer = new SourceScorer(tables);

  test.prop([histories])('gives the sums of the definition, whatever it scored before', (entries) => {
    scorer.score(entries, NOW);
    const expected = naive(entries);
    for (const name of SOURCES) for (let row = 0; row < ITEMS; row++) expect(scorer.at(name, row)).toBeCloseTo(expected[name][row]!, 6);
    const copied = new Float32Array(SOURCES.length * 2 + 1);
    scorer.copyScores(3, copied, 1, 2);
    SOURCES.forEach((name, column) => expect(copied[1 + 2 * column]).toBeCloseTo(expected[name][3]!, 5));
    expect([...scorer.history.rows]).toEqual(entries.map(({ item }) => item));
    entries.forEach((entry, rank) => expect(scorer.weights[rank]).toBe(entryWeight(entry, NOW)));
  });

  test.prop([histories, fc.nat(6)])('finds the best of a source that may be offered', (entries, k) => {
    scorer.score(entries, NOW);
    const may = (row: number) => row % 4 !== 2;
    const rows = Array.from({ length: ITEMS }, (_, row) => row).filter((row) => may(row) && scorer.at('ease', row) > 0);
    rows.sort((a, b) => scorer.at('ease', b) - scorer.at('ease', a) || a - b);
    const [best] = scorer.best({ ease: k, basket: 3 }, may);
    expect([...best!].sort((a, b) => a - b)).toEqual(rows.slice(0, k).sort((a, b) => a - b));
  });

  test.prop([histories])('measures mean and deviation over what the user does not own', (entries) => {
    scorer.score(entries, NOW);
    const own = new Set(entries.map(({ item }) => item));
    const [moments] = scorer.moments();
    const others = Array.from({ length: ITEMS }, (_, row) => row).filter((row) => !own.has(row));
    const n = Math.max(ITEMS - own.size, 1);
    const mean = others.reduce((all, row) => all + scorer.at('ease', row), 0) / n;
    const squares = others.reduce((all, row) => all + scorer.at('ease', row) ** 2, 0) / n;
    expect(moments!.mean).toBeCloseTo(mean, 9);
    expect(moments!.deviation).toBeCloseTo(Math.sqrt(Math.max(squares - mean ** 2, 0)), 6);
  });

  it('knows nothing of items that are not in the tables', () => {
    scorer.score([{ item: ITEMS + 1, purchases: 1, strength: 1, firstAt: NOW, lastAt: NOW, quantity: 1 }], NOW);
    expect(scorer.touched).toHaveLength(0);
    expect(scorer.at('ease', ITEMS + 1)).toBe(0);
    const copied = new Float32Array(SOURCES.length).fill(1);
    scorer.copyScores(ITEMS + 1, copied, 0, 1);
    expect([...copied]).toEqual(SOURCES.map(() => 0));
  });
});
