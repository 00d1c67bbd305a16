/** What goes with an item: its neighbours in the tables, then the nearest in content for items too new to have any. */
import type { ItemTables } from './tables.js';
import { topK } from './top-k.js';

export interface SimilarInput {
  item: number;
  limit: number;
  tables: ItemTables;
  /** Items in the catalogue and their L2-normalised tower vectors, count × dimension. */
  count: number;
  vectors: Float32Array;
  dimension: number;
  allowed?: (row: number) => boolean;
}

/** @returns catalogue rows, best first, without `item` itself */
export function similarItems({ item, limit, tables, count, vectors, dimension, allowed }: SimilarInput): Int32Array {
  const may = (row: number) => row !== item && (allowed?.(row) ?? true);
  const scores = new Map<number, number>();
  if (item < tables.trained) {
    for (const name of ['basket', 'ease'] as const) {
      const { offsets, indices, values } = tables.sparse[name];
      for (let k = offsets[item]!; k < offsets[item + 1]!; k++) {
        if (values[k]! > 0 && may(indices[k]!)) scores.set(indices[k]!, (scores.get(indices[k]!) ?? 0) + values[k]!);
      }
    }
  }
  const found = topK([...scores.keys()], limit, (row) => scores.get(row)!);
  if (found.length >= limit) return found;
  const vector = vectors.subarray(item * dimension, (item + 1) * dimension);
  const rest = Array.from({ length: count }, (_, row) => row).filter((row) => may(row) && !scores.has(row));
  const nearest = topK(rest, limit - found.length, (row) => {
    let dot = 0;
    for (let d = 0; d < dimension; d++) dot += vector[d]! * vectors[row * dimension + d]!;
    return dot;
  });
  return Int32Array.from([...found, ...nearest]);
}
