import { DAY_MS, dayOf, DEMAND_WINDOWS } from '@casebook/recommender-contract/features';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { DemandIndex } from './demand-index.js';
import { momentAt } from './moments.js';
import { tinyLog } from './tiny-shop.fixture.js';

const END = 400 * DAY_MS;

const events = (least: number, most: number, minLength = 0) =>
  fc.array(
    fc.record({
      user: fc.nat(3),
      item: fc.nat(5),
      day: fc.integer({ min: least * 24, max: most * 24 }).map((hours) => hours / 24),
      action: fc.constantFrom('view' as const, 'purchase' as const),
    }),
    { minLength, maxLength: 40 },
  );

describe('DemandIndex', () => {
  test.prop([events(0, 99, 1), events(100, 200), fc.nat(23)])(
    'is the same whatever is sold from the day of the question on',
    (before, after, hour) => {
      const at = (100 + hour / 24) * DAY_MS;
      const [short, long] = [tinyLog(before), tinyLog([...before, ...after])];
      const demand = (log: typeof short) => new DemandIndex(log, momentAt(log, END)).before(at);
      expect(demand(long)).toEqual(demand(short));
    },
  );

  test.prop([events(0, 100, 1), fc.integer({ min: 0, max: 101 })])('counts purchases by days before the question', (all, today) => {
    const log = tinyLog(all);
    const demand = new DemandIndex(log, momentAt(log, END)).before(today * DAY_MS);
    const sold = all.filter(({ action, day }) => action === 'purchase' && Math.floor(day) < today);
    for (let item = 0; item < log.items; item++) {
      const days = sold.filter((one) => one.item === item).map(({ day }) => Math.floor(day));
      expect(demand.all[item]).toBe(days.length);
      DEMAND_WINDOWS.forEach((length, w) => {
        expect(demand.windows[w]![item]).toBe(days.filter((day) => day >= today - length).length);
      });
      expect(demand.firstDay[item]).toBe(days.length > 0 ? Math.min(...days) : NaN);
      expect(demand.lastDay[item]).toBe(days.length > 0 ? Math.max(...days) : NaN);
    }
  });

  it('knows nothing that its own moment does not', () => {
    const log = tinyLog([{ user: 0, item: 0, day: 1 }, { user: 1, item: 0, day: 5 }, { user: 1, item: 1, day: 5 }]); // prettier-ignore
    const demand = new DemandIndex(log, momentAt(log, 3 * DAY_MS)).before(END);
    expect([...demand.all]).toEqual([1, 0, 0, 0, 0, 0]);
    expect(demand.today).toBe(dayOf(END));
  });

  it('counts everything that is known where times of different users cannot be compared', () => {
    const log = tinyLog([{ user: 0, item: 0, day: 1 }, { user: 1, item: 0, day: 1 }, { user: 1, item: 1, day: 2 }], { timeKind: 'user-order' }); // prettier-ignore
    const demand = new DemandIndex(log, { cut: log.offsets.slice(1), now: new Float64Array(4), at: 0 }).before(0);
    expect([...demand.all]).toEqual([2, 1, 0, 0, 0, 0]);
  });
});
