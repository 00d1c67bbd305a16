/** EASE: the linear item-item model that has a closed form (Steck 2019, Embarrassingly Shallow Autoencoders for Sparse Data). */
import { InvalidInputError } from '@casebook/core';
import { transpose, type SparseMatrix } from '../sparse/sparse-matrix.js';
import { keepColumns, mostFrequentColumns } from './frequent-columns.js';
import { invertPositiveDefinite } from './invert.js';
import { topOfRow } from './top-of-row.js';

export interface EaseOptions {
  /** L2 regularisation: about 500 for binary data of a shop, less for weights that decay. */
  lambda: number;
  /** Items beyond so many are left out, the least frequent first (n² floats of memory, n³ time); 12,000 unless told. */
  maxItems?: number;
  onProgress?: (fraction: number) => void;
}

export interface EaseModel {
  /** The columns of the input that the model covers, ascending: those with entries, the most frequent where they are too many. */
  items: Int32Array;
  size: number;
  totalItems: number;
  /** size × size, row-major: [i · size + j] is the weight of items[i] in a user's history for the score of items[j]; 0 on the diagonal. */
  weights: Float32Array;
}

/** A column of the inverse is off by at most this share of 1, or the result is refused. */
const TOLERANCE = 1e-2;

/**
 * B = I − P · diag(1/P), with P = (XᵀX + λI)⁻¹: the B that minimises ‖X − XB‖² + λ‖B‖² with a zero diagonal. Scores are X·B.
 *
 * Computed in float32, and checked: columns of P are multiplied back with XᵀX + λI in double precision.
 *
 * @param matrix users × items; entries may be any weights, e.g. decayed by age
 * @throws {InvalidInputError} `EASE_EMPTY` without entries, `EASE_LAMBDA` where lambda is not positive, `MATRIX_NOT_POSITIVE` or
 *   `EASE_IMPRECISE` where lambda is too small for float32
 */
export async function ease(matrix: SparseMatrix, { lambda, maxItems = 12_000, onProgress }: EaseOptions): Promise<EaseModel> {
  if (!(lambda > 0)) throw new InvalidInputError('EASE_LAMBDA', `Lambda is ${lambda}: EASE needs a positive one, e.g. 500.`);
  const items = mostFrequentColumns(matrix, maxItems);
  if (items.length === 0) throw new InvalidInputError('EASE_EMPTY', 'The matrix has no entries: EASE needs at least one interaction.');
  const kept = keepColumns(matrix, items);
  const size = items.length;
  const weights = gram(kept);
  for (let i = 0; i < size; i++) weights[i * size + i]! += lambda;
  await invertPositiveDefinite(weights, size, onProgress);
  requirePrecise(kept, weights, lambda);
  const diagonal = Float32Array.from(items, (_, i) => weights[i * size + i]!);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) weights[i * size + j] = i === j ? 0 : -weights[i * size + j]! / diagonal[j]!;
  }
  return { items, size, totalItems: matrix.columns, weights };
}

/** The model cut to the `top` weights of largest magnitude of each item, as totalItems × totalItems; row = item in the history, largest first. */
export function easeNeighbours({ items, size, totalItems, weights }: EaseModel, top: number): SparseMatrix {
  const offsets = new Int32Array(totalItems + 1);
  const indices: number[] = [];
  const values: number[] = [];
  let row = 0;
  for (let item = 0; item < totalItems; item++) {
    if (items[row] === item) {
      const weightsOfItem = weights.subarray(row * size, (row + 1) * size);
      for (const place of topOfRow(weightsOfItem, top, 'magnitude')) {
        indices.push(items[place]!);
        values.push(weightsOfItem[place]!);
      }
      row++;
    }
    offsets[item + 1] = indices.length;
  }
  return { rows: totalItems, columns: totalItems, offsets, indices: Int32Array.from(indices), values: Float32Array.from(values) };
}

/** XᵀX as a dense matrix. */
function gram({ rows, columns, offsets, indices, values }: SparseMatrix): Float32Array {
  const product = new Float32Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    for (let a = offsets[row]!; a < offsets[row + 1]!; a++) {
      const base = indices[a]! * columns;
      const value = values[a]!;
      for (let b = offsets[row]!; b < offsets[row + 1]!; b++) product[base + indices[b]!]! += value * values[b]!;
    }
  }
  return product;
}

/** Multiplies a few columns of the inverse back, sparsely: (XᵀX + λI)·p must be a unit vector. */
function requirePrecise(matrix: SparseMatrix, inverse: Float32Array, lambda: number): void {
  const n = matrix.columns;
  const turned = transpose(matrix);
  for (let check = 0; check < Math.min(n, 6); check++) {
    const column = Math.floor(((check + 0.5) * n) / Math.min(n, 6));
    const p = inverse.subarray(column * n, (column + 1) * n); // symmetric: the row is the column
    const back = times(turned, times(matrix, Float64Array.from(p)));
    const error = back.reduce((worst, value, i) => Math.max(worst, Math.abs(value + lambda * p[i]! - Number(i === column))), 0);
    if (!(error <= TOLERANCE)) {
      throw new InvalidInputError(
        'EASE_IMPRECISE',
        `With lambda ${lambda} the inverse is off by ${error.toExponential(1)} in float32: raise lambda.`,
      );
    }
  }
}

function times({ rows, offsets, indices, values }: SparseMatrix, vector: Float64Array): Float64Array {
  const product = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) product[row]! += values[k]! * vector[indices[k]!]!;
  }
  return product;
}
