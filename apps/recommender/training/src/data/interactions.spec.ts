import { DAY_MS } from '@casebook/recommender-contract/features';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ORDER_YEAR_DAYS, orderSplit, toInteractions } from './interactions.js';
import { type TinyEvent, tinyShop } from './tiny-shop.fixture.js';

const order = (days: readonly number[]): TinyEvent[] => days.map((day, k) => ({ user: k % 4, item: k % 6, day }));
const shopOf = (days: readonly number[]) => tinyShop(order(days), { timeKind: 'order' });

describe('an order through the whole shop as time', () => {
  it('makes a year of what comes before the split, and leaves the test its days', () => {
    const shop = shopOf(Array.from({ length: 80 }, (_, k) => k));
    const times = [...toInteractions(shop, false, orderSplit(shop, 30)).time].sort((a, b) => a - b);
    const split = ORDER_YEAR_DAYS * DAY_MS;
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBeLessThan(split + 30 * DAY_MS);
    expect(times.filter((time) => time >= split).length / times.length).toBeCloseTo(30 / 395, 1);
  });

  test.prop([
    fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 5, maxLength: 30 }),
    fc.array(fc.integer({ min: 100, max: 500 }), { maxLength: 20 }),
  ])('does not move when more happens later', (before, after) => {
    const split = 100 * DAY_MS;
    const alone = toInteractions(shopOf(before), false, split);
    const longer = toInteractions(shopOf([...before, ...after]), false, split);
    const early = longer.time.filter((time) => time < ORDER_YEAR_DAYS * DAY_MS);
    expect(early.sort()).toEqual(alone.time.slice().sort());
  });
});
