/** Why an item is recommended, from the same scores that ranked it. */
import { daysBetween, entryWeight, type UserHistory } from './history.js';
import type { ItemColumns } from './items.js';
import type { SparseRows } from './sparse-rows.js';
import type { SourceScorer } from './sources.js';

export type Reason =
  /** Bought before; `days` is the mean interval where there are two purchases on different days. */
  | { code: 'BOUGHT_BEFORE'; purchases: number; days?: number }
  /** `item` of the history speaks most for it. */
  | { code: 'BECAUSE_BOUGHT' | 'BECAUSE_VIEWED'; item: number }
  /** Many bought it in the last 28 days. */
  | { code: 'POPULAR' }
  | { code: 'NEW' }
  /** Shoppers with a similar history, or the towers alone. */
  | { code: 'SIMILAR_TASTE' };

/** History items looked at for a reason, most recent first. */
const EXPLAINED_HISTORY = 50;
const NEW_DAYS = 30;

export interface ReasonInput {
  item: number;
  history: UserHistory;
  now: number;
  items: ItemColumns;
  /** Scorer after `score` of this history. */
  scorer: SourceScorer;
  /** Rows by falling recent demand; being among the first of them counts as popular. */
  popularRows: ArrayLike<number>;
}

/** The strongest reason there is for one recommended item. */
export function reason({ item, history, now, items, scorer, popularRows }: ReasonInput): Reason {
  const own = history.entries.find((entry) => entry.item === item);
  if (own && own.purchases > 0) {
    const interval = own.purchases > 1 ? Math.round(daysBetween(own.firstAt, own.lastAt) / (own.purchases - 1)) : 0;
    return { code: 'BOUGHT_BEFORE', purchases: own.purchases, ...(interval >= 1 ? { days: interval } : {}) };
  }
  const { basket, ease, next } = scorer.tables.sparse;
  let best = 0;
  let cause: (typeof history.entries)[number] | undefined;
  for (const entry of history.entries.slice(0, EXPLAINED_HISTORY)) {
    if (entry.item >= scorer.tables.trained || entry.item === item) continue;
    const link = valueAt(ease, entry.item, item) + valueAt(basket, entry.item, item) + valueAt(next, entry.item, item);
    const contribution = link * entryWeight(entry, now);
    if (contribution > best) {
      best = contribution;
      cause = entry;
    }
  }
  if (cause) return { code: cause.purchases > 0 ? 'BECAUSE_BOUGHT' : 'BECAUSE_VIEWED', item: cause.item };
  for (let k = 0; k < Math.min(100, popularRows.length); k++) {
    if (popularRows[k] === item) return { code: 'POPULAR' };
  }
  const { today, firstDay } = items.demand;
  return item >= scorer.tables.trained || today - firstDay[item]! < NEW_DAYS ? { code: 'NEW' } : { code: 'SIMILAR_TASTE' };
}

/** @param name of a catalogue row @returns a sentence for the page */
export function reasonText(why: Reason, name: (item: number) => string): string {
  switch (why.code) {
    case 'BOUGHT_BEFORE':
      return why.days ? `you buy this about every ${why.days} ${why.days === 1 ? 'day' : 'days'}` : 'you bought this before';
    case 'BECAUSE_BOUGHT':
      return `because you bought ${name(why.item)}`;
    case 'BECAUSE_VIEWED':
      return `because you looked at ${name(why.item)}`;
    case 'POPULAR':
      return 'popular this month';
    case 'NEW':
      return 'new in the shop';
    case 'SIMILAR_TASTE':
      return 'shoppers with similar taste like it';
  }
}

function valueAt(matrix: SparseRows, row: number, column: number): number {
  for (let k = matrix.offsets[row]!; k < matrix.offsets[row + 1]!; k++) {
    if (matrix.indices[k] === column) return matrix.values[k]!;
  }
  return 0;
}
