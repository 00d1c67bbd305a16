/** Nearest neighbours by what occurs together. */
import { transpose, type SparseMatrix } from '../sparse/sparse-matrix.js';
import { topOfRow } from './top-of-row.js';

export interface NeighbourOptions {
  /** Neighbours kept of each item. */
  top: number;
  /** `cosine` of the columns (unless told), `jaccard` of their sets of users, or `dot`: for binary data the number of common users. */
  similarity?: 'cosine' | 'jaccard' | 'dot';
  /** Added to the denominator, so that two rare items that met once are not each other's best; 0 unless told. Without effect on `dot`. */
  shrinkage?: number;
}

/**
 * The `top` most similar items of every item, itself excluded, as items × items; largest first.
 *
 * Cosine Σ xᵤᵢxᵤⱼ / (‖xᵢ‖‖xⱼ‖ + shrinkage) (Sarwar et al. 2001; the shrinkage as in Ferrari Dacrema et al. 2019). Neighbours of users instead: give the transposed matrix.
 *
 * @param matrix users × items
 */
export function itemNeighbours(matrix: SparseMatrix, { top, similarity = 'cosine', shrinkage = 0 }: NeighbourOptions): SparseMatrix {
  const byItem = transpose(matrix);
  const counted = similarity === 'jaccard' ? { ...matrix, values: new Float32Array(matrix.values.length).fill(1) } : matrix;
  const ownValue = similarity === 'jaccard' ? () => 1 : (k: number) => byItem.values[k]!;
  const squares = Float64Array.from({ length: byItem.rows }, (_, item) => {
    let sum = 0;
    for (let k = byItem.offsets[item]!; k < byItem.offsets[item + 1]!; k++) sum += ownValue(k) ** 2;
    return sum;
  });
  const denominator = {
    cosine: (a: number, b: number) => Math.sqrt(squares[a]! * squares[b]!) + shrinkage,
    jaccard: (a: number, b: number, common: number) => squares[a]! + squares[b]! - common + shrinkage,
    dot: () => 1,
  }[similarity];

  const offsets = new Int32Array(byItem.rows + 1);
  const indices: number[] = [];
  const values: number[] = [];
  const sums = new Float64Array(byItem.rows);
  for (let item = 0; item < byItem.rows; item++) {
    const met = addMeetings(item, byItem, ownValue, counted, sums);
    const similarities = Float32Array.from(met, (other) => (other === item ? 0 : sums[other]! / denominator(item, other, sums[other]!)));
    for (const place of topOfRow(similarities, top, 'value')) {
      indices.push(met[place]!);
      values.push(similarities[place]!);
    }
    for (const other of met) sums[other] = 0;
    offsets[item + 1] = indices.length;
  }
  return { rows: byItem.rows, columns: byItem.rows, offsets, indices: Int32Array.from(indices), values: Float32Array.from(values) };
}

/** Adds the products of an item's column with all others to `sums`; returns the items met, ascending. */
function addMeetings(
  item: number,
  byItem: SparseMatrix,
  ownValue: (k: number) => number,
  byUser: SparseMatrix,
  sums: Float64Array,
): Int32Array {
  const met: number[] = [];
  for (let k = byItem.offsets[item]!; k < byItem.offsets[item + 1]!; k++) {
    const user = byItem.indices[k]!;
    const own = ownValue(k);
    for (let entry = byUser.offsets[user]!; entry < byUser.offsets[user + 1]!; entry++) {
      const other = byUser.indices[entry]!;
      if (sums[other] === 0) met.push(other);
      sums[other]! += own * byUser.values[entry]!;
    }
  }
  return Int32Array.from(new Set(met)).sort();
}
