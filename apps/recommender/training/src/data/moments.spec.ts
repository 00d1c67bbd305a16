import { DAY_MS } from '@casebook/recommender-contract/features';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { boughtIn, historiesAt, knownItems, leaveOut, momentAt, windowAt } from './moments.js';
import { tinyLog, type TinyEvent } from './tiny-shop.fixture.js';

const events = (least: number, most: number, minLength = 0) =>
  fc.array(
    fc.record({
      user: fc.nat(3),
      item: fc.nat(5),
      day: fc.integer({ min: least * 4, max: most * 4 }).map((quarters) => quarters / 4),
      action: fc.constantFrom('view' as const, 'basket' as const, 'purchase' as const),
    }),
    { minLength, maxLength: 25 },
  );

const past = events(0, 9.75, 1);
const window = events(10, 14.75);
const later = events(15, 30);
const [AT, UNTIL] = [10 * DAY_MS, 15 * DAY_MS];

describe('point in time', () => {
  test.prop([past, events(10, 30)])('a history at a moment is the same whatever happens at or after it', (before, after) => {
    const [short, long] = [tinyLog(before), tinyLog([...before, ...after])];
    expect(historiesAt(long, momentAt(long, AT))).toEqual(historiesAt(short, momentAt(short, AT)));
    expect(knownItems(long, momentAt(long, AT))).toEqual(knownItems(short, momentAt(short, AT)));
  });

  test.prop([past, window, later])('the labels of a window are the same whatever happens after it', (before, inside, after) => {
    const [short, long] = [tinyLog([...before, ...inside]), tinyLog([...before, ...inside, ...after])];
    expect(boughtIn(long, momentAt(long, AT), UNTIL)).toEqual(boughtIn(short, momentAt(short, AT), UNTIL));
  });

  test.prop([past, window])('labels are the purchases of the window, and views none', (before, inside) => {
    const log = tinyLog([...before, ...inside]);
    const expected = new Map<number, Set<number>>();
    for (const { user, item, action } of inside) {
      if (action === 'purchase') expected.set(user, (expected.get(user) ?? new Set()).add(item));
    }
    expect(boughtIn(log, momentAt(log, AT), UNTIL)).toEqual(expected);
  });

  test.prop([past, window])('a window asks only users with a history, and for items that were sold before', (before, inside) => {
    const anchor: TinyEvent[] = [{ user: 0, item: 0, day: 1 }, { user: 0, item: 0, day: 11 }]; // prettier-ignore
    const log = tinyLog([...before, ...inside, ...anchor]);
    const { relevant } = windowAt(log, AT, UNTIL);
    const users = new Set([...before, anchor[0]!].map(({ user }) => user));
    const items = new Set([...before, anchor[0]!].map(({ item }) => item));
    for (const [user, wanted] of relevant) {
      expect(users.has(user)).toBe(true);
      for (const item of wanted) expect(items.has(item)).toBe(true);
    }
  });
});

describe('windowAt', () => {
  const log = tinyLog([
    { user: 0, item: 0, day: 1 },
    { user: 0, item: 1, day: 2 },
    { user: 1, item: 2, day: 3, action: 'view' },
    // the window: days 10 to 14
    { user: 0, item: 0, day: 10 }, // a repeat purchase, in its first millisecond
    { user: 0, item: 0, day: 11 }, // and again: one label
    { user: 0, item: 3, day: 12 }, // sold for the first time
    { user: 0, item: 2, day: 12, action: 'basket' },
    { user: 1, item: 1, day: 13 }, // of a user who only looked before
    { user: 2, item: 0, day: 13 }, // without a history
    { user: 1, item: 0, day: 15 }, // too late
  ]);

  it('takes distinct known items of users with a history, the first millisecond in and the last out', () => {
    const { relevant, cut, now } = windowAt(log, AT, UNTIL);
    expect(relevant).toEqual(new Map([[0, new Set([0])], [1, new Set([1])]])); // prettier-ignore
    expect([...cut].map((end, user) => end - log.offsets[user]!)).toEqual([2, 1, 0, 0]);
    expect([...now]).toEqual([AT, AT, AT, AT]);
  });

  it('says what to change where nobody is left to ask', () => {
    expect(() => windowAt(log, 2 * DAY_MS, 2.5 * DAY_MS)).toThrowError(expect.objectContaining({ code: 'WINDOW_EMPTY' }));
  });

  it('leaves first buyers and new items to boughtIn', () => {
    expect(boughtIn(log, momentAt(log, AT), UNTIL)).toEqual(
      new Map([[0, new Set([0, 3])], [1, new Set([1])], [2, new Set([0])]]), // prettier-ignore
    );
  });

  it('counts all of several events at the moment itself as not yet known', () => {
    const same = tinyLog([{ user: 0, item: 0, day: 1 }, { user: 0, item: 1, day: 10 }, { user: 0, item: 0, day: 10 }]); // prettier-ignore
    expect(historiesAt(same, momentAt(same, AT))[0]!.entries.map(({ item }) => item)).toEqual([0]);
    expect(windowAt(same, AT, UNTIL).relevant).toEqual(new Map([[0, new Set([0])]]));
  });
});

describe('leaveOut', () => {
  const log = tinyLog(
    [
      { user: 0, item: 0, day: 1 },
      { user: 0, item: 1, day: 2 },
      { user: 0, item: 2, day: 3 },
      { user: 0, item: 0, day: 4 }, // a repeat is a test like any other
      { user: 1, item: 3, day: 1 },
      { user: 1, item: 4, day: 2 }, // two events: known whole, asked nothing
      { user: 2, item: 5, day: 1 },
      { user: 2, item: 4, day: 1 },
      { user: 2, item: 3, day: 1 }, // equal times: in the order of the data
    ],
    { timeKind: 'user-order' },
  );

  it('tests the last event and validates the one before it', () => {
    expect(leaveOut(log, 1).relevant).toEqual(new Map([[0, new Set([0])], [2, new Set([3])]])); // prettier-ignore
    expect(leaveOut(log, 2).relevant).toEqual(new Map([[0, new Set([2])], [2, new Set([4])]])); // prettier-ignore
  });

  it('knows everything before the held event, all of short users, and nothing of absent ones', () => {
    const known = (held: 1 | 2) => [...leaveOut(log, held).cut].map((end, user) => end - log.offsets[user]!);
    expect(known(1)).toEqual([3, 2, 2, 0]);
    expect(known(2)).toEqual([2, 2, 1, 0]);
  });

  it('asks at the time of the held event', () => {
    const { now } = leaveOut(log, 1);
    expect([now[0], now[2], now[3]]).toEqual([3 * DAY_MS, 2 * DAY_MS, 0]); // positions count as days
  });

  it('refuses a log where no user has three events', () => {
    const short = tinyLog([{ user: 0, item: 0, day: 1 }, { user: 0, item: 1, day: 2 }]); // prettier-ignore
    expect(() => leaveOut(short, 1)).toThrowError(expect.objectContaining({ code: 'WINDOW_EMPTY' }));
  });

  test.prop([events(0, 20, 1)])('never shows the held event, nor one after it', (all) => {
    const anchor = [1, 2, 3].map((day) => ({ user: 0, item: 0, day }));
    const drawn = tinyLog([...all, ...anchor]);
    for (const held of [1, 2] as const) {
      const { cut, relevant } = leaveOut(drawn, held);
      for (const [user, wanted] of relevant) {
        expect(drawn.offsets[user + 1]! - cut[user]!).toBe(held);
        expect([...wanted]).toEqual([drawn.item[cut[user]!]]);
      }
    }
  });
});
