import { DAY_MS } from '@casebook/recommender-contract/features';
import { createRandom } from '@casebook/training';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { momentAt } from '../data/moments.js';
import { tinyLog } from '../data/tiny-shop.fixture.js';
import { sampleExamples, type SamplingOptions } from './examples.js';

const AT = 10 * DAY_MS;
/** Every purchase is drawn. */
const all: SamplingOptions = { samples: 1e9, halfLifeDays: Infinity, repeatRate: 1 };

const events = (least: number, most: number) =>
  fc.array(
    fc.record({ user: fc.nat(3), item: fc.nat(5), day: fc.integer({ min: least * 4, max: most * 4 - 1 }).map((quarters) => quarters / 4) }),
    { minLength: 1, maxLength: 30 },
  );

describe('sampleExamples', () => {
  test.prop([events(0, 10), events(10, 20), fc.nat()])('draws the same whatever happens at or after the moment', (before, after, seed) => {
    const options = { samples: 5, halfLifeDays: 10, repeatRate: 0.3 };
    const drawn = (rows: typeof before) => {
      const log = tinyLog(rows);
      const found = sampleExamples(log, momentAt(log, AT), options, createRandom(seed));
      return found.map(({ user, row }) => [user, log.item[row], log.time[row]]);
    };
    expect(drawn([...before, ...after])).toEqual(drawn(before));
  });

  test.prop([events(0, 20), fc.nat()])('ends each history before the session of its target', (rows, seed) => {
    const log = tinyLog(rows);
    const moment = momentAt(log, AT);
    for (const { user, row, sessionStart, sessionEnd } of sampleExamples(log, moment, all, createRandom(seed))) {
      expect(row).toBeGreaterThanOrEqual(sessionStart);
      expect(row).toBeLessThan(sessionEnd);
      expect(sessionEnd).toBeLessThanOrEqual(moment.cut[user]!);
      expect(new Set(log.session.subarray(sessionStart, sessionEnd)).size).toBe(1);
      expect(sessionStart === log.offsets[user] || log.session[sessionStart - 1] !== log.session[sessionStart]).toBe(true);
    }
  });

  it('takes an item once a session, and all in order of time', () => {
    const log = tinyLog([
      { user: 1, item: 0, day: 1 },
      { user: 1, item: 0, day: 1 },
      { user: 1, item: 1, day: 1 },
      { user: 0, item: 0, day: 2 },
      { user: 1, item: 0, day: 3 },
    ]);
    const found = sampleExamples(log, momentAt(log, AT), all, createRandom(1));
    expect(found.map(({ user, row }) => [user, log.item[row], log.time[row]! / DAY_MS])).toEqual([
      [1, 0, 1],
      [1, 1, 1],
      [0, 0, 2],
      [1, 0, 3],
    ]);
  });

  it('takes an item that was looked at and then bought in one session as bought', () => {
    const log = tinyLog([
      { user: 0, item: 2, day: 1, action: 'view' },
      { user: 0, item: 2, day: 1.001, action: 'purchase' },
      { user: 0, item: 2, day: 1.002, action: 'view' },
    ]);
    const found = sampleExamples(log, momentAt(log, AT), all, createRandom(1));
    expect(found.map(({ row }) => log.action[row])).toEqual(['purchase']);
  });

  it('never draws what the user had where repeats have no rate', () => {
    const log = tinyLog([1, 2, 3].map((day) => ({ user: 0, item: 0, day })));
    const found = sampleExamples(log, momentAt(log, AT), { ...all, repeatRate: 0 }, createRandom(1));
    expect(found.map(({ row }) => row)).toEqual([0]);
  });

  it('draws views, recent ones more often, about as many as were asked for', () => {
    // 2,000 views of different users, half of them a half-life older: shares 2 to 1, and a total near the 300 asked for
    const log = tinyLog(Array.from({ length: 2000 }, (_, user) => ({ user, item: 0, day: user % 2 === 0 ? 9 : 4, action: 'view' as const })), { users: 2000 }); // prettier-ignore
    const found = sampleExamples(log, momentAt(log, AT), { samples: 300, halfLifeDays: 5, repeatRate: 1 }, createRandom(3));
    const recent = found.filter(({ row }) => log.time[row] === 9 * DAY_MS).length;
    expect(Math.abs(found.length - 300)).toBeLessThan(4 * Math.sqrt(300));
    expect(recent / found.length).toBeGreaterThan(0.55);
    expect(recent / found.length).toBeLessThan(0.78);
  });
});
