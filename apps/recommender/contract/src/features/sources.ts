/** Scores of every item for one history from the item-item tables and from similar shoppers. */
import { SIMILAR_SHOPPERS } from './constants.js';
import { daysBetween, entryWeight, type HistoryEntry, sessionLength } from './history.js';
import type { SparseRows } from './sparse-rows.js';
import type { ItemTables } from './tables.js';
import { type Moments, momentsOf } from './moments.js';
import { TopRows } from './top-k.js';

/**
 * `ease` recency-weighted history · ease; `ease_flat` unweighted; `ease_session` latest session only;
 * `basket`, `basket_session`, `next_session`, `next` (half-life 7 days) likewise, as weighted means;
 * `shoppers` recent purchases of the most similar shoppers.
 */
export const SOURCES = ['ease', 'ease_flat', 'ease_session', 'basket', 'basket_session', 'next', 'next_session', 'shoppers'] as const;
export type SourceName = (typeof SOURCES)[number];

/** Entries of a history that are scored, most recent first: bounds the time of one request. */
const SCORED_HISTORY = 200;

const WIDTH = SOURCES.length;
const COLUMN = Object.fromEntries(SOURCES.map((name, column) => [name, column])) as Record<SourceName, number>;

/**
 * Scores one history at a time in arrays it owns and reuses: what `score` leaves is valid until its next call.
 * Not for concurrent use; a worker has one.
 */
export class SourceScorer {
  /** trained × SOURCES.length: what one list adds to several sources lies together in memory. */
  private readonly scores: Float64Array;
  private readonly marked: Uint8Array;
  private readonly rows: Int32Array;
  private count = 0;
  private readonly similarity: Float64Array;

  constructor(readonly tables: ItemTables) {
    const n = tables.trained;
    this.scores = new Float64Array(n * WIDTH);
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
    return this.scores[row * WIDTH + COLUMN[name]] ?? 0;
  }

  /** Writes the scores of one row, in the order of SOURCES, to `out` from `at` on. */
  copyScores(row: number, out: Float32Array, at: number): void {
    for (let column = 0; column < WIDTH; column++) out[at + column] = this.scores[row * WIDTH + column] ?? 0;
  }

  /** The rows that may be offered with the k best positive scores of one source, in no order. */
  best(name: SourceName, k: number, may: (row: number) => boolean): Int32Array {
    const column = COLUMN[name];
    const top = new TopRows(k);
    for (let i = 0; i < this.count; i++) {
      const row = this.rows[i]!;
      const score = this.scores[row * WIDTH + column]!;
      if (score > 0 && top.accepts(row, score) && may(row)) top.add(row, score);
    }
    return top.kept;
  }

  /** Mean and deviation of each source, in the order of SOURCES, over the tables' items that are not in `own`. */
  moments(own: ReadonlyMap<number, unknown>): Moments[] {
    const sums = new Float64Array(WIDTH);
    const squares = new Float64Array(WIDTH);
    for (const row of own.keys()) if (this.marked[row] === 1) this.marked[row] = 2;
    for (let i = 0; i < this.count; i++) {
      const row = this.rows[i]!;
      if (this.marked[row] === 2) continue;
      for (let column = 0, at = row * WIDTH; column < WIDTH; column++, at++) {
        const score = this.scores[at]!;
        sums[column]! += score;
        squares[column]! += score * score;
      }
    }
    for (const row of own.keys()) if (this.marked[row] === 2) this.marked[row] = 1;
    return SOURCES.map((_, column) => momentsOf(sums[column]!, squares[column]!, this.tables.trained - own.size));
  }

  /** @param entries the user's history, most recent first */
  score(entries: readonly HistoryEntry[], now: number): void {
    this.clear();
    const known = entries.slice(0, SCORED_HISTORY).filter((entry) => entry.item < this.tables.trained);
    const inSession = sessionLength(known);
    const flat = known.map((entry) => Math.min(1, entry.strength));
    const recent = known.map((entry) => entryWeight(entry, now));
    const latest = mean(flat.slice(0, inSession));
    const recentMean = mean(recent);
    const nextMean = mean(known.map((entry) => 2 ** (-daysBetween(entry.lastAt, now) / 7)));
    const { ease, basket, next } = this.tables.sparse;
    known.forEach(({ item }, k) => {
      this.add(ease, item, [COLUMN.ease, recent[k]!, COLUMN.ease_flat, flat[k]!, COLUMN.ease_session, latest[k] ?? 0]);
      this.add(basket, item, [COLUMN.basket, recentMean[k]!, COLUMN.basket_session, latest[k] ?? 0]);
      this.add(next, item, [COLUMN.next, nextMean[k]!, COLUMN.next_session, latest[k] ?? 0]);
    });
    this.addShoppers(known, recent);
  }

  private clear(): void {
    for (let i = 0; i < this.count; i++) {
      const row = this.rows[i]!;
      this.marked[row] = 0;
      this.scores.fill(0, row * WIDTH, (row + 1) * WIDTH);
    }
    this.count = 0;
  }

  /** Adds a row of a table to up to three sources. @param into column, weight, column, weight … */
  private add({ offsets, indices, values }: SparseRows, row: number, into: readonly number[]): void {
    const { scores } = this;
    const [first = 0, a = 0, second = 0, b = 0, third = 0, c = 0] = into;
    for (let k = offsets[row]!, end = offsets[row + 1]!; k < end; k++) {
      const column = indices[k]!;
      const value = values[k]!;
      const at = column * WIDTH;
      this.touch(column);
      scores[at + first]! += a * value;
      if (b !== 0) scores[at + second]! += b * value;
      if (c !== 0) scores[at + third]! += c * value;
    }
  }

  private touch(row: number): void {
    if (this.marked[row] !== 0) return;
    this.marked[row] = 1;
    this.rows[this.count++] = row;
  }

  /** Cosine with every shopper through the inverted lists of the history's items, then the sum of the nearest ones' recent purchases. */
  private addShoppers(known: readonly HistoryEntry[], recent: readonly number[]): void {
    const { shopper_items: postings, shopper_recent: purchases } = this.tables.sparse;
    const { similarity } = this;
    const weights = known.map(({ item }, k) => recent[k]! * this.tables.itemIdf[item]!);
    const norm = Math.hypot(...weights) || 1;
    const found: number[] = [];
    known.forEach(({ item }, k) => {
      const weight = weights[k]! / norm;
      for (let at = postings.offsets[item]!, end = postings.offsets[item + 1]!; at < end; at++) {
        const shopper = postings.indices[at]!;
        if (similarity[shopper] === 0) found.push(shopper);
        similarity[shopper]! += weight * postings.values[at]!;
      }
    });
    const nearest = new TopRows(SIMILAR_SHOPPERS);
    for (const shopper of found) nearest.offer(shopper, similarity[shopper]!);
    for (const shopper of nearest.kept) this.add(purchases, shopper, [COLUMN.shoppers, similarity[shopper]!]);
    for (const shopper of found) similarity[shopper] = 0;
  }
}

/** Weights scaled to sum 1. */
function mean(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return weights.map((weight) => weight / total);
}
