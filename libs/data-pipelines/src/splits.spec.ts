import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { leaveOneOut, temporalSplit } from './splits.js';

describe('temporalSplit', () => {
  it('puts the instant itself into the test and the end outside', () => {
    const { train, test: later } = temporalSplit([5, 1, 3, 9, 7], { at: 5, until: 9 });
    expect([[...train], [...later]]).toEqual([
      [1, 2],
      [0, 4],
    ]);
  });

  test.prop([fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2 }), fc.nat()])(
    'never lets the future into the past',
    (time, pick) => {
      const at = time[pick % time.length]!;
      fc.pre(time.some((t) => t < at));
      const { train, test: later } = temporalSplit(time, { at });
      expect(Math.max(...Array.from(train, (row) => time[row]!))).toBeLessThan(Math.min(...Array.from(later, (row) => time[row]!)));
      expect([...train, ...later].sort((a, b) => a - b)).toEqual(time.map((_, row) => row));
    },
  );

  it.each([
    [{ at: 5, until: 5 }, 'SPLIT_INVALID'],
    [{ at: NaN }, 'SPLIT_INVALID'],
    [{ at: 0 }, 'SPLIT_EMPTY'],
    [{ at: 100 }, 'SPLIT_EMPTY'],
  ])('refuses %o', (window, code) => {
    expect(() => temporalSplit([1, 2, 3], window)).toThrow(expect.objectContaining({ code }));
  });
});

describe('leaveOneOut', () => {
  it('holds out the last row of each user, and the one before it for validation', () => {
    const split = leaveOneOut([0, 1, 0, 0, 1, 0, 2, 1]);
    expect(Object.fromEntries(Object.entries(split).map(([part, rows]) => [part, [...rows]]))).toEqual({
      train: [0, 1, 2, 6], // users 0 and 1 without their last two rows; user 2 has too few to hold any out
      validation: [3, 4],
      test: [5, 7],
    });
  });

  test.prop([fc.array(fc.nat(8))])('uses every row once, and tests nothing that comes before what is learnt', (user) => {
    const { train, validation, test: last } = leaveOneOut(user);
    expect([...train, ...validation, ...last].sort((a, b) => a - b)).toEqual(user.map((_, row) => row));
    for (const row of last) {
      const others = [...train, ...validation].filter((other) => user[other] === user[row]);
      expect(others.length).toBeGreaterThanOrEqual(2);
      expect(Math.max(...others)).toBeLessThan(row);
    }
  });
});
