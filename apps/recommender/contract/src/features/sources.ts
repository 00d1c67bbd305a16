/** Scores of every item for one history from the item-item tables and from similar shoppers. */
import { SIMILAR_SHOPPERS } from './constants.js';
import { daysBetween, entryWeight, type HistoryEntry, sessionLength } from './history.js';
import type { SparseRows } from './sparse-rows.js';
import type { ItemTables } from './tables.js';
import { topK } from './top-k.js';

/**
 * `ease` recency-weighted history · ease; `ease_flat` unweighted; `ease_session` latest session only;
 * `basket`, `basket_session`, `next_session`, `next` (half-life 7 days) likewise, as weighted means;
 * `shoppers` recent purchases of the most similar shoppers.
 */
export const SOURCES = ['ease', 'ease_flat', 'ease_session', 'basket', 'basket_session', 'next', 'next_session', 'shoppers'] as const;
export type SourceName = (typeof SOURCES)[number];

/** Entries of a history that are scored, most recent first: bounds the time of one request. */
const SCORED_HISTORY = 200;

/**
 * Scores one history at a time in arrays it owns and reuses: what `score` leaves is valid until its next call.
 * Not for concurrent use; a worker has one.
 */
export class SourceScorer {
  readonly scores: Record<SourceName, Float64Array>;
  private readonly marked: Uint8Array;
  private readonly rows: Int32Array;
  private count = 0;
  private readonly similarity: Float64Array;

  constructor(readonly tables: ItemTables) {
    const n = tables.trained;
    this.scores = Object.fromEntries(SOURCES.map((name) => [name, new Float64Array(n)])) as Record<SourceName, Float64Array>;
    this.marked = new Uint8Array(n);
    this.rows = new Int32Array(n);
    this.similarity = new Float64Array(tables.sparse.shopper_recent.rows);
  }

  /** Rows with any score after the latest call, in no order. */
  get touched(): Int32Array {
    return this.rows.subarray(0, this.count);
  }

  /** Score of one row, 0 for an item that is not in the tables. */
  at(name: SourceName, row: number): number {
    return this.scores[name][row] ?? 0;
  }

  /** Scores that are not 0, of the items that are not in `own`. */
  *otherScores(name: SourceName, own: ReadonlyMap<number, unknown>): Generator<number> {
    const scores = this.scores[name];
    for (const row of this.touched) if (!own.has(row)) yield scores[row]!;
  }

  /** @param entries the user's history, most recent first */
  score(entries: readonly HistoryEntry[], now: number): void {
    this.clear();
    const known = entries.slice(0, SCORED_HISTORY).filter((entry) => entry.item < this.tables.trained);
    const session = known.slice(0, sessionLength(known));
    const weigh = (list: readonly HistoryEntry[], weight: (entry: HistoryEntry) => number) =>
      list.map((entry): [number, number] => [entry.item, weight(entry)]);
    const { ease, basket, next } = this.tables.sparse;
    const recent = weigh(known, (entry) => entryWeight(entry, now));
    const latest = weigh(session, (entry) => Math.min(1, entry.strength));
    this.add('ease', ease, recent);
    this.add(
      'ease_flat',
      ease,
      weigh(known, (entry) => Math.min(1, entry.strength)),
    );
    this.add('ease_session', ease, mean(latest));
    this.add('basket', basket, mean(recent));
    this.add('basket_session', basket, mean(latest));
    this.add('next', next, mean(weigh(known, (entry) => 2 ** (-daysBetween(entry.lastAt, now) / 7))));
    this.add('next_session', next, mean(latest));
    this.addShoppers(recent);
  }

  private clear(): void {
    for (const row of this.touched) {
      this.marked[row] = 0;
      for (const name of SOURCES) this.scores[name][row] = 0;
    }
    this.count = 0;
  }

  private add(name: SourceName, matrix: SparseRows, weighted: readonly (readonly [row: number, weight: number])[]): void {
    const out = this.scores[name];
    const { offsets, indices, values } = matrix;
    for (const [row, weight] of weighted) {
      for (let k = offsets[row]!; k < offsets[row + 1]!; k++) {
        const column = indices[k]!;
        if (this.marked[column] === 0) {
          this.marked[column] = 1;
          this.rows[this.count++] = column;
        }
        out[column]! += weight * values[k]!;
      }
    }
  }

  /** Cosine with every shopper through the inverted lists of the history's items, then the sum of the nearest ones' recent purchases. */
  private addShoppers(recent: readonly (readonly [row: number, weight: number])[]): void {
    const { shopper_items: postings, shopper_recent: purchases } = this.tables.sparse;
    const weights = recent.map(([row, weight]): [number, number] => [row, weight * this.tables.itemIdf[row]!]);
    const norm = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    const found: number[] = [];
    for (const [row, weight] of weights) {
      for (let k = postings.offsets[row]!; k < postings.offsets[row + 1]!; k++) {
        const shopper = postings.indices[k]!;
        if (this.similarity[shopper] === 0) found.push(shopper);
        this.similarity[shopper]! += (weight / norm) * postings.values[k]!;
      }
    }
    const nearest = topK(found, SIMILAR_SHOPPERS, (shopper) => this.similarity[shopper]!);
    this.add(
      'shoppers',
      purchases,
      Array.from(nearest, (shopper) => [shopper, this.similarity[shopper]!]),
    );
    for (const shopper of found) this.similarity[shopper] = 0;
  }
}

/** Weights scaled to sum 1. */
function mean(weighted: readonly (readonly [row: number, weight: number])[]): [number, number][] {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0) || 1;
  return weighted.map(([row, weight]) => [row, weight / total]);
}
