/** Product of two sparse matrices, of which only the largest entries of each row are kept. */
import { topK } from '@casebook/recommender-contract/features';
import { type SparseMatrix, sparseMatrix } from '@casebook/training';

/**
 * out[i, j] = scale(Σ_k left[i, k] · right[k, j], j, entries in row i of left), the `top` largest of each row, without the diagonal.
 *
 * Memory: one dense row, whatever the number of columns.
 *
 * @param left n × m
 * @param right m × n
 */
export function crossRows(
  left: SparseMatrix,
  right: SparseMatrix,
  top: number,
  scale: (sum: number, column: number, rowEntries: number) => number,
): SparseMatrix {
  const sums = new Float64Array(right.columns);
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  for (let i = 0; i < left.rows; i++) {
    const touched = new Set<number>();
    const [start, end] = [left.offsets[i]!, left.offsets[i + 1]!];
    for (let k = start; k < end; k++) {
      const middle = left.indices[k]!;
      for (let p = right.offsets[middle]!; p < right.offsets[middle + 1]!; p++) {
        const j = right.indices[p]!;
        if (sums[j] === 0) touched.add(j);
        sums[j]! += left.values[k]! * right.values[p]!;
      }
    }
    const scaled = (j: number) => (j === i ? NaN : scale(sums[j]!, j, end - start));
    for (const j of topK([...touched], top, scaled)) {
      row.push(i);
      column.push(j);
      value.push(scaled(j));
    }
    for (const j of touched) sums[j] = 0;
  }
  return sparseMatrix({ rows: left.rows, columns: right.columns, row, column, value });
}
