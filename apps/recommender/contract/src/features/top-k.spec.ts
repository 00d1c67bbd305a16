import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { topK } from './top-k.js';

describe('topK', () => {
  it('gives the best first, equal scores in order of row, and leaves out what has no score', () => {
    const scores = [3, NaN, 5, 3, Infinity, 1];
    expect([...topK([5, 4, 3, 2, 1, 0], 3, (row) => scores[row]!)]).toEqual([2, 0, 3]);
  });

  it('gives nothing for k = 0 or no rows', () => {
    expect(topK([1, 2], 0, () => 1)).toHaveLength(0);
    expect(topK([1, 2], -1, () => 1)).toHaveLength(0);
    expect(topK([], 3, () => 1)).toHaveLength(0);
  });

  test.prop([fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 200 }), fc.nat(40)])('equals a sort', (scores, k) => {
    const rows = [...scores.keys()].reverse();
    const sorted = [...rows].sort((a, b) => scores[b]! - scores[a]! || a - b);
    expect([...topK(rows, k, (row) => scores[row]!)]).toEqual(sorted.slice(0, k));
  });
});
