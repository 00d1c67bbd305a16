/** Memory of other shoppers: who is like this user, and what did they buy lately. Shoppers are numbers; no identifier is kept. */
import { DAY_MS, entryWeight, type ItemTables, type UserHistory } from '@casebook/recommender-contract/features';
import { type SparseMatrix, sparseMatrix, transpose } from '@casebook/training';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';

/** Most recently active shoppers, and items of each, that are kept. */
const MAX_SHOPPERS = 20_000;
const MAX_ITEMS = 200;
const RECENT_DAYS = 28;
/** Where there is no common clock, this many last items are "lately". */
const RECENT_ITEMS = 10;

export interface ShopperTables {
  shopper_items: SparseMatrix;
  shopper_recent: SparseMatrix;
}

/** @param itemIdf [items] how telling it is to own an item */
export function shopperTables(
  log: Interactions,
  moment: Moment,
  histories: readonly UserHistory[],
  itemIdf: ItemTables['itemIdf'],
): ShopperTables {
  const shoppers = Array.from(histories.keys())
    .filter((user) => histories[user]!.entries.length > 0)
    .sort((a, b) => (log.comparable ? histories[b]!.entries[0]!.lastAt - histories[a]!.entries[0]!.lastAt : a - b))
    .slice(0, MAX_SHOPPERS);
  const own: Triplets = { row: [], column: [], value: [] };
  const recent: Triplets = { row: [], column: [], value: [] };
  shoppers.forEach((user, shopper) => {
    const now = moment.now[user]!;
    const entries = histories[user]!.entries.slice(0, MAX_ITEMS);
    const weights = entries.map((entry) => entryWeight(entry, now) * itemIdf[entry.item]!);
    const norm = Math.hypot(...weights) || 1;
    entries.forEach((entry, k) => {
      push(own, shopper, entry.item, weights[k]! / norm);
      const lately = log.comparable ? entry.lastAt >= now - RECENT_DAYS * DAY_MS : k < RECENT_ITEMS;
      if (lately && entry.purchases > 0) push(recent, shopper, entry.item, 1);
    });
  });
  const shape = { rows: Math.max(1, shoppers.length), columns: log.items };
  return { shopper_items: transpose(sparseMatrix({ ...shape, ...own })), shopper_recent: sparseMatrix({ ...shape, ...recent }) };
}

interface Triplets {
  row: number[];
  column: number[];
  value: number[];
}

function push(triplets: Triplets, row: number, column: number, value: number): void {
  triplets.row.push(row);
  triplets.column.push(column);
  triplets.value.push(value);
}
