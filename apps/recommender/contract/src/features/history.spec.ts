import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from './constants.js';
import { applyEvent, entryWeight, historyAsOf, ownedItems, sessionLength, type ShopEvent } from './history.js';

const event = fc.record({
  item: fc.nat(8),
  action: fc.constantFrom('view' as const, 'basket' as const, 'purchase' as const),
  time: fc.nat(20).map((hours) => hours * 3_600_000),
  quantity: fc.integer({ min: 1, max: 5 }),
});
const events = fc.array(event, { maxLength: 40 });
const purchase = (item: number, time: number): ShopEvent => ({ item, action: 'purchase', time });

describe('historyAsOf', () => {
  it('sums what was done with an item, most recently touched first', () => {
    const history = historyAsOf([purchase(1, 10), { item: 2, action: 'view', time: 20 }, { ...purchase(1, 30), quantity: 3 }], 31);
    expect(history).toEqual([
      { item: 1, purchases: 2, strength: 2, firstAt: 10, lastAt: 30, quantity: 4 },
      { item: 2, purchases: 0, strength: 0.2, firstAt: 20, lastAt: 20, quantity: 0 },
    ]);
  });

  test.prop([events, events, fc.nat(20)])('never sees an event at or after now', (past, future, hours) => {
    const now = hours * 3_600_000;
    const later = future.map((one) => ({ ...one, time: one.time + now }));
    expect(historyAsOf([...past, ...later], now)).toEqual(historyAsOf(past, now));
  });

  test.prop([events])('is what applying the events one by one gives, in order of time', (all) => {
    const sorted = [...all].sort((a, b) => a.time - b.time);
    const strengths = (entries: readonly { strength: number }[]) =>
      entries.map((entry) => ({ ...entry, strength: entry.strength.toFixed(9) }));
    expect(strengths(historyAsOf(all, Infinity))).toEqual(strengths(sorted.reduce(applyEvent, [] as ReturnType<typeof applyEvent>)));
  });
});

describe('applyEvent', () => {
  test.prop([events])('keeps distinct items in falling order of last touch, whatever the order of arrival', (all) => {
    const entries = all.reduce(applyEvent, [] as ReturnType<typeof applyEvent>);
    expect(new Set(entries.map((entry) => entry.item)).size).toBe(entries.length);
    expect(entries.every((entry, k) => k === 0 || entry.lastAt <= entries[k - 1]!.lastAt)).toBe(true);
    expect(entries.reduce((sum, entry) => sum + entry.purchases, 0)).toBe(all.filter((one) => one.action === 'purchase').length);
  });
});

describe('what is derived from a history', () => {
  it('halves an entry in 90 days and counts a view for a fifth', () => {
    const entry = historyAsOf([purchase(1, 0)], 1)[0]!;
    expect(entryWeight(entry, 90 * DAY_MS)).toBeCloseTo(0.5, 9);
    expect(entryWeight({ ...entry, purchases: 0, strength: 0.2 }, 90 * DAY_MS)).toBeCloseTo(0.1, 9);
  });

  it('takes twelve hours as one session', () => {
    const entries = historyAsOf([purchase(1, 0), purchase(2, DAY_MS), purchase(3, 1.4 * DAY_MS)], 9e9);
    expect(sessionLength(entries)).toBe(2);
    expect(sessionLength([])).toBe(0);
  });

  it('owns what was bought, not what was looked at', () => {
    const entries = historyAsOf([purchase(1, 0), { item: 2, action: 'basket', time: 5 }], 10);
    expect([...ownedItems({ entries })]).toEqual([1]);
  });
});
