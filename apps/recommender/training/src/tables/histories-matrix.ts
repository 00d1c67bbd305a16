/** Histories as a sparse matrix of users × items. */
import { type HistoryEntry, type UserHistory } from '@casebook/recommender-contract/features';
import { type SparseMatrix, sparseMatrix } from '@casebook/training';

/** @param weight of an entry; entries of weight 0 are left out */
export function historiesMatrix(
  histories: readonly UserHistory[],
  items: number,
  weight: (entry: HistoryEntry, user: number) => number,
): SparseMatrix {
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  histories.forEach(({ entries }, user) => {
    for (const entry of entries) {
      const w = weight(entry, user);
      if (w <= 0) continue;
      row.push(user);
      column.push(entry.item);
      value.push(w);
    }
  });
  return sparseMatrix({ rows: histories.length, columns: items, row, column, value });
}
