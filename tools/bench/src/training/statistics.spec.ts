import { describe, expect, it } from 'vitest';
import { median, percentile } from './statistics.js';

describe('percentile', () => {
  it('is the nearest rank', () => {
    const values = [30, 10, 20, 50, 40];
    expect([0, 0.2, 0.5, 0.95, 1].map((p) => percentile(values, p))).toEqual([10, 10, 30, 50, 50]);
    expect(median([1, 2, 3, 4])).toBe(2);
    expect(median([])).toBeNaN();
  });
});
