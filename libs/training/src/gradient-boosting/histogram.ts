/** Sums of gradients and hessians by bin, for every column of a leaf. */
import type { BinnedMatrix } from './feature-bins.js';

/** Room of one column: 256 bins × (gradient, hessian). */
export const COLUMN_SLOTS = 512;

/**
 * Fills `histogram` for the rows of a leaf.
 * @param gradients,hessians in the order of `rows`, not by row number: the inner loop then reads them in sequence
 */
export function fillHistogram(
  histogram: Float64Array,
  matrix: BinnedMatrix,
  columns: Int32Array,
  rows: Int32Array,
  gradients: Float32Array,
  hessians: Float32Array,
): void {
  for (const column of columns) {
    const slots = histogram.subarray(column * COLUMN_SLOTS, (column + 1) * COLUMN_SLOTS).fill(0);
    addColumn(slots, matrix.columns[column]!, rows, gradients, hessians);
  }
}

/** Apart, so that the engine compiles this loop on its own: most of the training time is spent here. */
function addColumn(slots: Float64Array, bins: Uint8Array, rows: Int32Array, gradients: Float32Array, hessians: Float32Array): void {
  const length = rows.length;
  for (let i = 0; i < length; i++) {
    const slot = bins[rows[i]!]! << 1;
    slots[slot]! += gradients[i]!;
    slots[slot + 1]! += hessians[i]!;
  }
}

/** What is left of a leaf's histogram when one child's is taken away: the other child's. In place. */
export function subtractHistogram(histogram: Float64Array, child: Float64Array): void {
  for (let i = 0; i < histogram.length; i++) histogram[i]! -= child[i]!;
}
