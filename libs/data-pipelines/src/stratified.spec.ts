import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { stratifiedFolds, stratifiedSplit } from './stratified.js';

const labels = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 10, maxLength: 200 });
const countsOf = (values: Iterable<string | number>) => {
  const counts = new Map<string | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

describe('stratifiedFolds', () => {
  test.prop([labels, fc.integer({ min: 2, max: 10 }), fc.nat()])('spreads every label, and the rows, evenly', (rows, k, seed) => {
    const folds = stratifiedFolds(rows, k, seed);
    expect(folds).toEqual(stratifiedFolds(rows, k, seed));
    const sizes = [...Array(k).keys()].map((fold) => countsOf(folds).get(fold) ?? 0);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    for (const label of new Set(rows)) {
      const own = countsOf([...folds].filter((_, i) => rows[i] === label));
      const counts = [...Array(k).keys()].map((fold) => own.get(fold) ?? 0);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it.each([1, 2.5, 11])('refuses %d folds of ten rows', (k) => {
    expect(() => stratifiedFolds(Array(10).fill('a'), k, 1)).toThrow(expect.objectContaining({ code: 'SPLIT_INVALID' }));
  });
});

describe('stratifiedSplit', () => {
  test.prop([labels, fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.nat()])(
    'uses each row once and keeps shares',
    (rows, share, seed) => {
      const { train, validation } = stratifiedSplit(rows, share, seed);
      expect([...train, ...validation].sort((a, b) => a - b)).toEqual([...rows.keys()]);
      expect([...train]).toEqual([...train].sort((a, b) => a - b));
      const held = countsOf([...validation].map((row) => rows[row]!));
      for (const [label, n] of countsOf(rows)) {
        expect(Math.abs((held.get(label) ?? 0) - n * share)).toBeLessThanOrEqual(1);
        if (n > 1) expect(held.get(label)).toBeGreaterThan(0);
      }
    },
  );

  it('depends on the seed', () => {
    const rows = Array<string>(100).fill('a');
    expect(stratifiedSplit(rows, 0.2, 1)).not.toEqual(stratifiedSplit(rows, 0.2, 2));
    expect(stratifiedSplit(rows, 0.2, 1).validation).toHaveLength(20);
  });

  it.each([0, 1, NaN])('refuses a share of %d', (share) => {
    expect(() => stratifiedSplit(['a', 'a'], share, 1)).toThrow(expect.objectContaining({ code: 'SPLIT_INVALID' }));
  });
});
