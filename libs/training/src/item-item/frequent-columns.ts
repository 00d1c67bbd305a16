/** Leaves out the columns that a dense model has no room for. */
import type { SparseMatrix } from '../sparse/sparse-matrix.js';

/** The columns that have entries, ascending; the `limit` with most entries where there are more. */
export function mostFrequentColumns({ columns, indices }: SparseMatrix, limit: number): Int32Array {
  const counts = new Int32Array(columns);
  for (const column of indices) counts[column]!++;
  const present = Int32Array.from(counts.keys()).filter((column) => counts[column]! > 0);
  if (present.length <= limit) return present;
  return present.sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, limit).sort(); // prettier-ignore
}

/** The matrix of these columns only, numbered anew. @param items ascending */
export function keepColumns({ rows, columns, offsets, indices, values }: SparseMatrix, items: Int32Array): SparseMatrix {
  const place = new Int32Array(columns).fill(-1);
  items.forEach((item, i) => (place[item] = i));
  const kept = indices.map((column) => place[column]!);
  const keptOffsets = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    let count = 0;
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) if (kept[k]! >= 0) count++;
    keptOffsets[row + 1] = keptOffsets[row]! + count;
  }
  return {
    rows,
    columns: items.length,
    offsets: keptOffsets,
    indices: kept.filter((i) => i >= 0),
    values: values.filter((_, k) => kept[k]! >= 0),
  };
}
