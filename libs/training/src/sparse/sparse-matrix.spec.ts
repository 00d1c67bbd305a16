import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { sparseMatrix, transpose, type SparseMatrix } from './sparse-matrix.js';
import { addWeightedRows, scaleColumns, topPerRow } from './sparse-operations.js';

const dense = ({ rows, columns, offsets, indices, values }: SparseMatrix): number[][] =>
  Array.from({ length: rows }, (_, r) => {
    const row = new Array<number>(columns).fill(0);
    for (let k = offsets[r]!; k < offsets[r + 1]!; k++) row[indices[k]!] = values[k]!;
    return row;
  });

const entries = fc.array(fc.tuple(fc.nat(4), fc.nat(6), fc.integer({ min: -9, max: 9 })), { maxLength: 60 });
const build = (triplets: [number, number, number][], duplicates?: 'sum' | 'max') =>
  sparseMatrix({
    rows: 5,
    columns: 7,
    row: triplets.map(([row]) => row),
    column: triplets.map(([, column]) => column),
    value: triplets.map(([, , value]) => value),
    ...(duplicates && { duplicates }),
  });

describe('sparseMatrix', () => {
  test.prop([entries])('sums what falls on one place, in ascending columns', (triplets) => {
    const expected = Array.from({ length: 5 }, () => new Array<number>(7).fill(0));
    for (const [row, column, value] of triplets) expected[row]![column]! += value;
    const matrix = build(triplets);
    expect(dense(matrix)).toEqual(expected);
    for (let r = 0; r < 5; r++) {
      const columns = Array.from(matrix.indices.subarray(matrix.offsets[r]!, matrix.offsets[r + 1]!));
      expect(columns).toEqual([...new Set(columns)].sort((a, b) => a - b));
    }
  });

  test.prop([entries])('transposes', (triplets) => {
    const matrix = build(triplets);
    const rows = dense(matrix);
    expect(dense(transpose(matrix))).toEqual(Array.from({ length: 7 }, (_, column) => rows.map((row) => row[column]!)));
  });

  it('keeps the largest of several where told, and refuses what is out of range', () => {
    const twice: [number, number, number][] = [[0, 1, 3], [0, 1, 2]]; // prettier-ignore
    expect(dense(build(twice, 'max'))[0]![1]).toBe(3);
    expect(() => sparseMatrix({ rows: 1, columns: 1, row: [0], column: [1] })).toThrow(/outside 1 × 1/);
    expect(() => sparseMatrix({ rows: 1, columns: 1, row: [0], column: [] })).toThrow(/differ in length/);
  });
});

describe('operations', () => {
  const matrix = sparseMatrix({ rows: 2, columns: 3, row: [0, 0, 0, 1], column: [0, 1, 2, 2], value: [1, -5, 2, 4] });

  it('keeps the largest entries of a row, largest first', () => {
    expect(Array.from(topPerRow(matrix, 2).indices)).toEqual([2, 0, 2]);
    expect(Array.from(topPerRow(matrix, 2, 'magnitude').values)).toEqual([-5, 2, 4]);
  });

  it('scales columns and adds weighted rows', () => {
    expect(dense(scaleColumns(matrix, [1, 2, 3]))).toEqual([[1, -10, 6], [0, 0, 12]]); // prettier-ignore
    const out = new Float32Array(3).fill(1);
    addWeightedRows(matrix, [0, 1], [2, 0.5], out);
    expect(Array.from(out)).toEqual([3, -9, 7]);
  });
});
