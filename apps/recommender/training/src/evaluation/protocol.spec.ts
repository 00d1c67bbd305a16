import { DAY_MS } from '@casebook/recommender-contract/features';
import { describe, expect, it } from 'vitest';
import { tinyLog, type TinyEvent } from '../data/tiny-shop.fixture.js';
import { leaveOneOutTest, temporalTest } from './protocol.js';

const MS = 1 / DAY_MS;
const before: TinyEvent[] = [
  { user: 0, item: 0, day: 0 },
  { user: 0, item: 1, day: 1 },
  { user: 1, item: 1, day: 2 },
];
const code = (expected: string) => expect.objectContaining({ code: expected, status: 400 }) as Error;

describe('temporalTest', () => {
  const log = tinyLog([
    ...before,
    { user: 1, item: 2, day: 70 - MS }, // the last millisecond of the training part
    { user: 0, item: 2, day: 70 }, // the first of the test
    { user: 1, item: 0, day: 73 - MS }, // the last of the test
    { user: 0, item: 1, day: 73 },
    { user: 2, item: 0, day: 71 }, // a cold user
  ]);

  it('tests from the first millisecond of its first day up to, not including, the end', () => {
    const test = temporalTest(log, 3, 70 * DAY_MS);
    expect(test.until).toBe(73 * DAY_MS);
    expect(test.moment.relevant).toEqual(new Map([[0, new Set([2])], [1, new Set([0])]])); // prettier-ignore
    expect(test.histories.map(({ entries }) => entries.map(({ item }) => item))).toEqual([[1, 0], [2, 1], [], []]); // prettier-ignore
  });

  it('asks those with an answer, at the start of the window, for items that were known', () => {
    const test = temporalTest(log, 3, 70 * DAY_MS);
    expect(test.questions.map(({ user, now }) => [user, now])).toEqual([[0, 70 * DAY_MS], [1, 70 * DAY_MS]]); // prettier-ignore
    expect([0, 1, 2, 3].map(test.allowed)).toEqual([true, true, true, false]);
    expect(test.protocol).toBe('temporal: train before 1970-03-12, test 3 days, full catalogue');
  });

  it('takes the last whole days of the log where no date is given', () => {
    const test = temporalTest(log, 4); // the last event is on day 73: days 70 to 73
    expect([test.moment.at, test.until]).toEqual([70 * DAY_MS, 74 * DAY_MS]);
    expect(test.moment.relevant.get(0)).toEqual(new Set([1, 2]));
  });

  it('refuses timestamps that are an order within each user', () => {
    expect(() => temporalTest(tinyLog(before, { timeKind: 'user-order' }), 30)).toThrowError(code('TIME_IS_ORDER'));
  });

  it('refuses less than 60 days of training, and takes exactly 60', () => {
    expect(() => temporalTest(log, 20, 60 * DAY_MS - 1)).toThrowError(code('TOO_FEW_EVENTS'));
    expect(temporalTest(log, 20, 60 * DAY_MS).questions).toHaveLength(2);
  });

  it('refuses a window without an answer', () => {
    expect(() => temporalTest(log, 3, 80 * DAY_MS)).toThrowError(code('WINDOW_EMPTY'));
  });
});

describe('leaveOneOutTest', () => {
  const chain: TinyEvent[] = [0, 1, 2, 3].map((item) => ({ user: 0, item, day: item + 1 }));

  it('fits on all but two events and shows the one before the last when it asks', () => {
    const test = leaveOneOutTest(tinyLog([...chain, ...before.slice(2)], { timeKind: 'user-order' }));
    expect(test.moment.relevant).toEqual(new Map([[0, new Set([3])]]));
    expect(test.questions[0]!.history.entries.map(({ item }) => item)).toEqual([2, 1, 0]);
    expect([...test.fitted.cut]).toEqual([2, 5, 5, 5]); // of user 0 two of four events; user 1 is known whole
  });

  it('refuses a log where no user has three events', () => {
    expect(() => leaveOneOutTest(tinyLog(before, { timeKind: 'user-order' }))).toThrowError(code('WINDOW_EMPTY'));
  });
});
