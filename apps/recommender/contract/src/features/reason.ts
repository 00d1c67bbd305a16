/** Why an item is recommended, from the same scores that ranked it. */
import { daysBetween, entryWeight, type HistoryEntry, type UserHistory } from './history.js';
import type { ItemColumns } from './items.js';
import { RowSet } from './row-set.js';
import type { ItemTables } from './tables.js';

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
/** So many of the most bought items are called popular. */
const POPULAR = 100;

export interface ReasonInput {
  /** Recommended rows. */
  rows: Int32Array;
  history: UserHistory;
  now: number;
  items: ItemColumns;
  tables: ItemTables;
  /** Rows by falling recent demand; being among the first of them counts as popular. */
  popularRows: ArrayLike<number>;
}

/** Of one call at a time; kept, so that no call makes them. */
const own = new RowSet();
const popular = new RowSet();
let positions = new Uint16Array(0);

/** The strongest reason there is for each recommended item. */
export function reasons({ rows, history, now, items, tables, popularRows }: ReasonInput): Reason[] {
  const { entries } = history;
  own.clear();
  for (let k = 0; k < entries.length; k++) own.add(entries[k]!.item);
  popular.clear();
  for (let k = 0; k < popularRows.length && k < POPULAR; k++) popular.add(popularRows[k]!);
  const causes = strongestLinks(rows, entries, now, tables);
  const { today, firstDay } = items.demand;
  return Array.from(rows, (row, k): Reason => {
    const bought = entries[own.indexOf(row)];
    if (bought && bought.purchases > 0) return boughtBefore(bought);
    const cause = causes[k];
    if (cause) return { code: cause.purchases > 0 ? 'BECAUSE_BOUGHT' : 'BECAUSE_VIEWED', item: cause.item };
    if (popular.has(row)) return { code: 'POPULAR' };
    return row >= tables.trained || today - firstDay[row]! < NEW_DAYS ? { code: 'NEW' } : { code: 'SIMILAR_TASTE' };
  });
}

function boughtBefore({ purchases, firstAt, lastAt }: HistoryEntry): Reason {
  const interval = purchases > 1 ? Math.round(daysBetween(firstAt, lastAt) / (purchases - 1)) : 0;
  return { code: 'BOUGHT_BEFORE', purchases, ...(interval >= 1 ? { days: interval } : {}) };
}

/** For each row the entry of the history that speaks most for it through the tables; every list is read once. */
function strongestLinks(rows: Int32Array, entries: readonly HistoryEntry[], now: number, { trained, sparse }: ItemTables) {
  const causes = new Array<HistoryEntry | undefined>(rows.length);
  const best = new Float64Array(rows.length);
  const links = new Float64Array(rows.length);
  const tables = [sparse.ease, sparse.basket, sparse.next];
  if (positions.length < trained) positions = new Uint16Array(trained);
  const position = positions; // 1 + place in rows
  rows.forEach((row, k) => (position[row] = k + 1)); // a row beyond the tables has no place and no links
  for (let e = 0; e < entries.length && e < EXPLAINED_HISTORY; e++) {
    const entry = entries[e]!;
    if (entry.item >= trained) continue;
    links.fill(0);
    for (const { offsets, indices, values } of tables) {
      for (let at = offsets[entry.item]!, end = offsets[entry.item + 1]!; at < end; at++) {
        const place = position[indices[at]!]!;
        if (place > 0) links[place - 1]! += values[at]!;
      }
    }
    const weight = entryWeight(entry, now);
    for (let k = 0; k < rows.length; k++) {
      const contribution = links[k]! * weight;
      if (contribution <= best[k]! || rows[k] === entry.item) continue;
      best[k] = contribution;
      causes[k] = entry;
    }
  }
  rows.forEach((row) => (position[row] = 0));
  return causes;
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
