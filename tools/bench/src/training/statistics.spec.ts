import { describe, expect, it } from 'vitest';
import { grown, median, percentile } from './statistics.js';

describe('percentile', () => {
  it('is the nearest rank', () => {
    const values = [30, 10, 20, 50, 40];
    expect([0, 0.2, 0.5, 0.95, 1].map((p) => percentile(values, p))).toEqual([10, 10, 30, 50, 50]);
    expect(median([1, 2, 3, 4])).toBe(2);
    expect(median([])).toBeNaN();
  });
});

describe('grown', () => {
  it('leaves out the start and a spike', () => {
    const flat = Array.from({ length: 100 }, (_, i) => (i < 8 ? 0 : i === 95 ? 9_000 : 500));
    expect(grown(flat)).toBe(0);
    expect(grown(Array.from({ length: 100 }, (_, i) => i))).toBe(80);
  });
});
