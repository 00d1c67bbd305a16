/** Scores of every item for one history from the item-item tables and from similar shoppers. */
import { HISTORY_LIMIT, SESSION_MS, SIMILAR_SHOPPERS } from './constants.js';
import { daysBetween, entryWeight, type HistoryEntry } from './history.js';
import { RowSet } from './row-set.js';
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

/** How many rows each source may bring. */
export type SourceLimits = Partial<Record<SourceName, number>>;

/**
 * Scores one history at a time in arrays it owns and reuses: what `score` leaves is valid until its next call.
 * Not for concurrent use; a worker has one.
 */
export class SourceScorer {
  /** The history's items, in its order: `indexOf` a row is its rank. */
  readonly history = new RowSet();
  /** `entryWeight` of each entry of the history. */
  weights = new Float64Array(HISTORY_LIMIT);
  /** trained × SOURCES.length: what one list adds to several sources lies together in memory. */
  private readonly scores: Float64Array;
  private readonly marked: Uint8Array;
  private readonly rows: Int32Array;
  private count = 0;
  private readonly similarity: Float64Array;
  private readonly found: Int32Array;
  private readonly known = new Int32Array(SCORED_HISTORY);
  private readonly nearest = new TopRows(SIMILAR_SHOPPERS);
  private readonly heaps = SOURCES.map(() => new TopRows(0));

  constructor(readonly tables: ItemTables) {
    const n = tables.trained;
    this.scores = new Float64Array(n * WIDTH);
    this.marked = new Uint8Array(n);
    this.rows = new Int32Array(n);
    this.similarity = new Float64Array(tables.sparse.shopper_recent.rows);
    this.found = new Int32Array(tables.sparse.shopper_recent.rows);
  }

  /** Rows with any score after the latest call, in no order. */
  get touched(): Int32Array {
    return this.rows.subarray(0, this.count);
  }

  /** Score of one row, 0 for an item that is not in the tables. */
  at(name: SourceName, row: number): number {
    return this.scores[row * WIDTH + COLUMN[name]] ?? 0;
  }

  /** Writes the scores of one row, in the order of SOURCES, to `out[at]`, `out[at + step]` … */
  copyScores(row: number, out: Float32Array, at: number, step: number): void {
    const known = row < this.marked.length;
    for (let from = row * WIDTH, end = from + WIDTH, to = at; from < end; from++, to += step) out[to] = known ? this.scores[from]! : 0;
  }

  /**
   * The rows that may be offered with the best positive scores of each source, in the order of `limits`, those of a source in no order.
   * Views that the next call spoils.
   */
  best(limits: SourceLimits, may: (row: number) => boolean): Int32Array[] {
    const columns = (Object.keys(limits) as SourceName[]).map((name) => COLUMN[name]);
    const heaps = columns.map((column) => this.heaps[column]!);
    Object.values(limits).forEach((limit, k) => heaps[k]!.reset(limit));
    const least = Float64Array.from(heaps, positiveLeast); // lower scores need no look at a heap
    const { scores, rows, count } = this;
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      for (let k = 0; k < columns.length; k++) {
        const score = scores[row * WIDTH + columns[k]!]!;
        if (score < least[k]! || !heaps[k]!.accepts(row, score) || !may(row)) continue;
        heaps[k]!.add(row, score);
        least[k] = positiveLeast(heaps[k]!);
      }
    }
    return heaps.map(({ kept }) => kept);
  }

  /** Mean and deviation of each source, in the order of SOURCES, over the tables' items that are not in the history. */
  moments(): Moments[] {
    const { scores, rows, count, marked } = this;
    const owned = this.history.rows;
    const sums = new Float64Array(WIDTH);
    const squares = new Float64Array(WIDTH);
    for (let k = 0; k < owned.length; k++) if (marked[owned[k]!] === 1) marked[owned[k]!] = 2;
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      if (marked[row] === 2) continue;
      for (let column = 0, at = row * WIDTH; column < WIDTH; column++, at++) {
        const score = scores[at]!;
        sums[column]! += score;
        squares[column]! += score * score;
      }
    }
    for (let k = 0; k < owned.length; k++) if (marked[owned[k]!] === 2) marked[owned[k]!] = 1;
    return SOURCES.map((_, column) => momentsOf(sums[column]!, squares[column]!, this.tables.trained - owned.length));
  }

  /** @param entries the user's history, most recent first */
  score(entries: readonly HistoryEntry[], now: number): void {
    this.clear();
    this.remember(entries, now);
    const { known, weights } = this;
    const { ease, basket, next } = this.tables.sparse;
    let count = 0;
    for (let k = 0; k < entries.length && k < SCORED_HISTORY; k++) if (entries[k]!.item < this.tables.trained) known[count++] = k;

    const oldest = count > 0 ? entries[known[0]!]!.lastAt - SESSION_MS : 0;
    const fresh = new Float64Array(count);
    let inSession = 0;
    let flatSum = 0;
    let recentSum = 0;
    let freshSum = 0;
    for (let i = 0; i < count; i++) {
      const { lastAt, strength } = entries[known[i]!]!;
      if (inSession === i && lastAt >= oldest) {
        inSession++;
        flatSum += Math.min(1, strength);
      }
      recentSum += weights[known[i]!]!;
      freshSum += fresh[i] = 2 ** (-daysBetween(lastAt, now) / 7);
    }
    for (let i = 0; i < count; i++) {
      const { item, strength } = entries[known[i]!]!;
      const recent = weights[known[i]!]!;
      const flat = Math.min(1, strength);
      const latest = i < inSession ? flat / (flatSum || 1) : 0;
      this.add(ease, item, COLUMN.ease, recent, COLUMN.ease_flat, flat, COLUMN.ease_session, latest);
      this.add(basket, item, COLUMN.basket, recent / (recentSum || 1), COLUMN.basket_session, latest);
      this.add(next, item, COLUMN.next, fresh[i]! / (freshSum || 1), COLUMN.next_session, latest);
    }
    this.addShoppers(entries, count);
  }

  private remember(entries: readonly HistoryEntry[], now: number): void {
    if (entries.length > this.weights.length) this.weights = new Float64Array(entries.length);
    this.history.clear();
    for (let k = 0; k < entries.length; k++) {
      this.history.add(entries[k]!.item);
      this.weights[k] = entryWeight(entries[k]!, now);
    }
  }

  private clear(): void {
    const { scores, rows, marked, count } = this;
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      marked[row] = 0;
      for (let at = row * WIDTH, end = at + WIDTH; at < end; at++) scores[at] = 0; // `fill` costs more for so few
    }
    this.count = 0;
  }

  /** Adds a row of a table, weighted, to up to three sources. */
  private add({ offsets, indices, values }: SparseRows, row: number, first: number, a: number, second = 0, b = 0, third = 0, c = 0): void {
    const { scores, marked } = this;
    for (let k = offsets[row]!, end = offsets[row + 1]!; k < end; k++) {
      const column = indices[k]!;
      const value = values[k]!;
      const at = column * WIDTH;
      if (marked[column] === 0) {
        marked[column] = 1;
        this.rows[this.count++] = column;
      }
      scores[at + first]! += a * value;
      if (b !== 0) scores[at + second]! += b * value;
      if (c !== 0) scores[at + third]! += c * value;
    }
  }

  /** Cosine with every shopper through the inverted lists of the history's items, then the sum of the nearest ones' recent purchases. */
  private addShoppers(entries: readonly HistoryEntry[], count: number): void {
    const { shopper_items: postings, shopper_recent: purchases } = this.tables.sparse;
    const { similarity, found, known, weights, nearest } = this;
    const { itemIdf } = this.tables;
    let squares = 0;
    for (let i = 0; i < count; i++) squares += (weights[known[i]!]! * itemIdf[entries[known[i]!]!.item]!) ** 2;
    const norm = Math.sqrt(squares) || 1;
    let shoppers = 0;
    for (let i = 0; i < count; i++) {
      const { item } = entries[known[i]!]!;
      const weight = (weights[known[i]!]! * itemIdf[item]!) / norm;
      for (let at = postings.offsets[item]!, end = postings.offsets[item + 1]!; at < end; at++) {
        const shopper = postings.indices[at]!;
        if (similarity[shopper] === 0) found[shoppers++] = shopper;
        similarity[shopper]! += weight * postings.values[at]!;
      }
    }
    nearest.reset(SIMILAR_SHOPPERS);
    for (let i = 0; i < shoppers; i++) nearest.offer(found[i]!, similarity[found[i]!]!);
    const { kept } = nearest;
    for (let i = 0; i < kept.length; i++) this.add(purchases, kept[i]!, COLUMN.shoppers, similarity[kept[i]!]!);
    for (let i = 0; i < shoppers; i++) similarity[found[i]!] = 0;
  }
}

const positiveLeast = (top: TopRows) => Math.max(top.least, Number.MIN_VALUE);
