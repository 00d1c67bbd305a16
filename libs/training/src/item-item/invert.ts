/** The inverse of a large symmetric positive definite matrix, in place. */
import { InvalidInputError } from '@casebook/core';
import { createMatrixProduct, type MatrixProduct } from './matrix-product.js';

/** Diagonal blocks are inverted in double precision; everything else is a matrix product of such blocks. */
const BLOCK = 384;
/** Rows updated by one product: bounds the memory of its answer. */
const CHUNK = 1024;

/**
 * Blocked Gauss–Jordan elimination without pivoting, which is stable for positive definite matrices (Higham 2002, ch. 10 and 14): n³ multiply-adds.
 *
 * @param matrix n × n, row-major, replaced by its inverse
 * @throws {InvalidInputError} `MATRIX_NOT_POSITIVE` where the matrix is not positive definite to float32 precision
 */
export async function invertPositiveDefinite(matrix: Float32Array, n: number, onProgress?: (fraction: number) => void): Promise<void> {
  const product = await createMatrixProduct();
  try {
    for (let start = 0; start < n; start += BLOCK) {
      await eliminate(product, matrix, n, start, Math.min(start + BLOCK, n));
      onProgress?.(Math.min(1, (start + BLOCK) / n));
    }
  } finally {
    await product.close();
  }
}

async function eliminate(product: MatrixProduct, matrix: Float32Array, n: number, start: number, end: number): Promise<void> {
  const width = end - start;
  const pivot = invertBlock(copyColumns(matrix, n, start, end, start, end), width);

  // The pivot's rows: D·A, with D itself in the pivot's own columns.
  const rows = new Float32Array(width * n);
  const negative = { data: pivot.map((value) => -value), rows: width, columns: width };
  const old = { data: matrix.subarray(start * n, end * n), rows: width, columns: n };
  await product.subtract({ data: new Float32Array(width * n), rows: width, columns: n }, negative, old, rows);
  for (let row = 0; row < width; row++) rows.set(pivot.subarray(row * width, (row + 1) * width), row * n + start);

  // Every other row: A − L·(D·A), where L is what the row has in the pivot's columns; there nothing but −L·D remains.
  const right = { data: rows, rows: width, columns: n };
  for (const [from, to] of [...chunks(0, start), ...chunks(end, n)]) {
    const left = { data: copyColumns(matrix, n, from, to, start, end), rows: to - from, columns: width };
    for (let row = from; row < to; row++) matrix.fill(0, row * n + start, row * n + end);
    const updated = new Float32Array((to - from) * n);
    await product.subtract({ data: matrix.subarray(from * n, to * n), rows: to - from, columns: n }, left, right, updated);
    matrix.set(updated, from * n);
  }
  matrix.set(rows, start * n);
}

function chunks(from: number, to: number): [number, number][] {
  return Array.from({ length: Math.ceil((to - from) / CHUNK) }, (_, i) => [from + i * CHUNK, Math.min(from + (i + 1) * CHUNK, to)]);
}

function copyColumns(matrix: Float32Array, n: number, from: number, to: number, start: number, end: number): Float32Array {
  const copy = new Float32Array((to - from) * (end - start));
  for (let row = from; row < to; row++) copy.set(matrix.subarray(row * n + start, row * n + end), (row - from) * (end - start));
  return copy;
}

/** Gauss–Jordan in double precision, for one block. */
function invertBlock(block: Float32Array, n: number): Float32Array {
  const work = Float64Array.from(block);
  for (let k = 0; k < n; k++) {
    const pivot = work[k * n + k]!;
    if (!(pivot > 0)) {
      throw new InvalidInputError(
        'MATRIX_NOT_POSITIVE',
        'The matrix is not positive definite to float32 precision: raise its diagonal (lambda).',
      );
    }
    work[k * n + k] = 1;
    for (let j = 0; j < n; j++) work[k * n + j]! /= pivot;
    for (let i = 0; i < n; i++) {
      const factor = work[i * n + k]!;
      if (i === k || factor === 0) continue;
      work[i * n + k] = 0;
      for (let j = 0; j < n; j++) work[i * n + j]! -= factor * work[k * n + j]!;
    }
  }
  return Float32Array.from(work);
}
