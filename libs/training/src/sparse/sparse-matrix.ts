/** Compressed sparse rows: who bought what, and which item leads to which. */
import { InvalidInputError } from '@casebook/core';

/** Row r holds `values[k]` in column `indices[k]` for offsets[r] ≤ k < offsets[r + 1]. */
export interface SparseMatrix {
  rows: number;
  columns: number;
  offsets: Int32Array; // rows + 1
  indices: Int32Array;
  values: Float32Array;
}

export interface Triplets {
  rows: number;
  columns: number;
  row: ArrayLike<number>;
  column: ArrayLike<number>;
  /** 1 everywhere unless given. */
  value?: ArrayLike<number>;
  /** What becomes of several entries at one place; `sum` unless told. */
  duplicates?: 'sum' | 'max';
}

/**
 * A matrix from (row, column, value) triplets in any order; columns ascend within a row.
 * @throws {InvalidInputError} `SPARSE_SHAPE` where lengths differ or an index is out of range
 *
 * @example
 * sparseMatrix({ rows: 2, columns: 3, row: [0, 1, 0], column: [2, 1, 2] }); // [[0, 0, 2], [0, 1, 0]]
 */
export function sparseMatrix({ rows, columns, row, column, value, duplicates = 'sum' }: Triplets): SparseMatrix {
  requireTriplets({ rows, columns, row, column, value });
  const raw = bucket(rows, columns, row, column, value);
  // Twice transposed by counting sort: columns ascend, and equal places stand side by side.
  const sorted = transpose(transpose(raw));
  return merge(sorted, duplicates);
}

/** The matrix with rows and columns exchanged; columns ascend within a row. */
export function transpose({ rows, columns, offsets, indices, values }: SparseMatrix): SparseMatrix {
  const row = new Int32Array(indices.length);
  for (let r = 0; r < rows; r++) row.fill(r, offsets[r]!, offsets[r + 1]!);
  return bucket(columns, rows, indices, row, values);
}

function bucket(rows: number, columns: number, row: ArrayLike<number>, column: ArrayLike<number>, value?: ArrayLike<number>): SparseMatrix {
  const offsets = new Int32Array(rows + 1);
  for (let k = 0; k < row.length; k++) offsets[row[k]! + 1]!++;
  for (let r = 0; r < rows; r++) offsets[r + 1]! += offsets[r]!;
  const next = offsets.slice();
  const indices = new Int32Array(row.length);
  const values = new Float32Array(row.length);
  for (let k = 0; k < row.length; k++) {
    const place = next[row[k]!]!++;
    indices[place] = column[k]!;
    values[place] = value ? value[k]! : 1;
  }
  return { rows, columns, offsets, indices, values };
}

function merge(matrix: SparseMatrix, duplicates: 'sum' | 'max'): SparseMatrix {
  const { rows, columns, offsets, indices, values } = matrix;
  const merged = new Int32Array(rows + 1);
  let end = 0;
  for (let r = 0; r < rows; r++) {
    const start = end;
    for (let k = offsets[r]!; k < offsets[r + 1]!; k++) {
      if (end > start && indices[end - 1] === indices[k]) {
        values[end - 1] = duplicates === 'sum' ? values[end - 1]! + values[k]! : Math.max(values[end - 1]!, values[k]!);
      } else {
        indices[end] = indices[k]!;
        values[end++] = values[k]!;
      }
    }
    merged[r + 1] = end;
  }
  return { rows, columns, offsets: merged, indices: indices.slice(0, end), values: values.slice(0, end) };
}

function requireTriplets({ rows, columns, row, column, value }: Triplets): void {
  if (row.length !== column.length || (value && value.length !== row.length)) {
    throw new InvalidInputError('SPARSE_SHAPE', 'Rows, columns and values of the entries differ in length: give one of each an entry.');
  }
  for (let k = 0; k < row.length; k++) {
    if (!(row[k]! >= 0 && row[k]! < rows && column[k]! >= 0 && column[k]! < columns)) {
      throw new InvalidInputError('SPARSE_SHAPE', `Entry ${k} is at (${row[k]}, ${column[k]}), outside ${rows} × ${columns}.`);
    }
  }
}
