/** A numeric column of the drift reference, with bins of about equal count. */
import type { NumericColumn } from './reference.schema.js';

/**
 * Histogram of `values` whose edges are their quantiles at 1/bins, 2/bins, …; equal quantiles are one edge, so that a
 * column with few distinct values has fewer bins. NaN counts as missing.
 *
 * @param bins how many bins are wanted, ≥ 1
 *
 * @example
 * numericColumn('price', 'feature', [1, 2, 3, 4], 2); // edges [3], counts [2, 2]
 */
export function numericColumn(name: string, role: NumericColumn['role'], values: ArrayLike<number>, bins = 10): NumericColumn {
  const present = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const edges: number[] = [];
  for (let bin = 1; bin < bins; bin++) {
    const edge = present[Math.floor((bin * present.length) / bins)];
    if (edge !== undefined && Number.isFinite(edge) && (edges.length === 0 || edge > edges.at(-1)!)) edges.push(edge);
  }
  const counts = new Array<number>(edges.length + 1).fill(0);
  let bin = 0;
  for (const value of present) {
    while (bin < edges.length && value >= edges[bin]!) bin++;
    counts[bin]!++;
  }
  return { name, role, kind: 'numeric', edges, counts, missing: values.length - present.length };
}
