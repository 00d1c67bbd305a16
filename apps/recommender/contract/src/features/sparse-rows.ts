/** Compressed sparse rows, the form of every neighbour list in the package. */
import { CorruptDataError } from '@casebook/core';

export interface SparseRows {
  rows: number;
  columns: number;
  /** Length rows + 1: row r is at offsets[r] … offsets[r + 1]. */
  offsets: Int32Array;
  indices: Int32Array;
  values: Float32Array;
}

/**
 * Refuses lists that would read outside their arrays.
 * @throws {CorruptDataError} `TABLE_CORRUPT`
 */
export function checkSparseRows(name: string, matrix: SparseRows): SparseRows {
  const { rows, columns, offsets, indices, values } = matrix;
  const ordered = offsets.length === rows + 1 && offsets[0] === 0 && offsets.every((offset, r) => r === 0 || offset >= offsets[r - 1]!);
  const inside = indices.every((column) => column >= 0 && column < columns);
  if (!ordered || !inside || offsets[rows] !== indices.length || values.length !== indices.length) {
    throw new CorruptDataError(
      'TABLE_CORRUPT',
      `The table "${name}" of the model package is not a valid sparse matrix: build the package again.`,
    );
  }
  return matrix;
}
