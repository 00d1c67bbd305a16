/** What models do with sparse rows: scale, keep the largest, add up. */
import type { SparseMatrix } from './sparse-matrix.js';

/** Every column times a factor of its own, e.g. the inverse document frequency of an item. */
export function scaleColumns(matrix: SparseMatrix, factors: ArrayLike<number>): SparseMatrix {
  return { ...matrix, values: matrix.values.map((value, k) => value * factors[matrix.indices[k]!]!) };
}

/** The `top` largest entries of each row (by value, or by |value|), largest first; equal ones by column. */
export function topPerRow(matrix: SparseMatrix, top: number, by: 'value' | 'magnitude' = 'value'): SparseMatrix {
  const { rows, columns, offsets, indices, values } = matrix;
  const key = by === 'value' ? (k: number) => values[k]! : (k: number) => Math.abs(values[k]!);
  const kept = new Int32Array(rows + 1);
  const order: number[] = [];
  for (let r = 0; r < rows; r++) {
    const entries = Array.from({ length: offsets[r + 1]! - offsets[r]! }, (_, i) => offsets[r]! + i);
    entries.sort((a, b) => key(b) - key(a) || indices[a]! - indices[b]!);
    for (const entry of entries.slice(0, top)) order.push(entry);
    kept[r + 1] = order.length;
  }
  return {
    rows,
    columns,
    offsets: kept,
    indices: Int32Array.from(order, (k) => indices[k]!),
    values: Float32Array.from(order, (k) => values[k]!),
  };
}

/**
 * out += Σₖ weights[k] · matrix[rows[k], :], e.g. the scores of all items for one user's weighted history.
 * @param out length `matrix.columns`, added to in place
 */
export function addWeightedRows(matrix: SparseMatrix, rows: ArrayLike<number>, weights: ArrayLike<number>, out: Float32Array): void {
  const { offsets, indices, values } = matrix;
  for (let k = 0; k < rows.length; k++) {
    const weight = weights[k]!;
    for (let entry = offsets[rows[k]!]!; entry < offsets[rows[k]! + 1]!; entry++) out[indices[entry]!]! += weight * values[entry]!;
  }
}
