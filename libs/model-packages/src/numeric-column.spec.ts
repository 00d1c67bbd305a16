import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { numericColumn } from './numeric-column.js';
import { numericColumnSchema } from './reference.schema.js';

describe('numericColumn', () => {
  it('cuts at the quantiles', () => {
    expect(numericColumn('x', 'feature', [8, 1, 2, 3, 4, 5, 6, 7, NaN], 4)).toEqual({
      name: 'x',
      role: 'feature',
      kind: 'numeric',
      edges: [3, 5, 7],
      counts: [2, 2, 2, 2],
      missing: 1,
    });
  });

  it('has fewer bins where values repeat', () => {
    expect(numericColumn('x', 'target', [0, 0, 0, 1], 4)).toMatchObject({ edges: [0, 1], counts: [0, 3, 1] });
  });

  test.prop([fc.array(fc.double()), fc.integer({ min: 1, max: 30 })])('counts every value once, in a valid column', (values, bins) => {
    const column = numericColumn('x', 'prediction', values, bins);
    expect(numericColumnSchema.parse(column)).toEqual(column);
    expect(column.counts.reduce((a, b) => a + b, 0) + column.missing!).toBe(values.length);
    column.edges.forEach((edge, i) => {
      const below = values.filter((value) => value < edge).length;
      expect(column.counts.slice(0, i + 1).reduce((a, b) => a + b, 0)).toBe(below);
    });
  });
});
