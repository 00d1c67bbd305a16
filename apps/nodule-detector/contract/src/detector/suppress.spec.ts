import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Candidate } from './grid.js';
import { suppress } from './suppress.js';

const mark = (x: number, diameterMm: number, probability: number): Candidate => ({ center: [x, 0, 0], diameterMm, probability });

const marks = fc.array(
  fc.record({
    center: fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)),
    diameterMm: fc.integer({ min: 3, max: 30 }),
    probability: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 30 },
);
const distance = (a: Candidate, b: Candidate) => Math.hypot(...a.center.map((value, axis) => value - b.center[axis]!));
const areOne = (a: Candidate, b: Candidate) => distance(a, b) < Math.max(a.diameterMm, b.diameterMm) / 2;

describe('suppress', () => {
  it('keeps the likelier of two within a radius, whichever is larger', () => {
    expect(suppress([mark(0, 10, 0.3), mark(4, 4, 0.6)])).toEqual([mark(4, 4, 0.6)]);
    expect(suppress([mark(0, 10, 0.3), mark(6, 4, 0.6)])).toHaveLength(2);
  });

  it('keeps two nodules that touch each other', () => expect(suppress([mark(0, 8, 0.9), mark(8, 8, 0.8)])).toHaveLength(2));

  test.prop([marks])(
    'keeps no two marks on one nodule, drops none without a likelier one on it, and does nothing a second time',
    (given) => {
      const kept = suppress(given);
      kept.forEach((a, n) => kept.slice(n + 1).forEach((b) => expect(areOne(a, b)).toBe(false)));
      const dropped = given.filter((candidate) => !kept.includes(candidate));
      for (const one of dropped) expect(kept.some((other) => areOne(one, other) && other.probability >= one.probability)).toBe(true);
      expect(suppress(kept)).toEqual(kept);
      expect(kept.map(({ probability }) => probability)).toEqual(kept.map(({ probability }) => probability).sort((a, b) => b - a));
    },
  );
});
