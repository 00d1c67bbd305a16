/** From a shopper's history with item ids to one with rows. */
import { InvalidInputError } from '@casebook/core';
import { HISTORY_LIMIT, type HistoryEntry } from '@casebook/recommender-contract/features';
import type { Catalogue } from './catalogue/catalogue.js';
import type { ShopperHistory } from './engine.types.js';

/**
 * Entries of items the catalogue never had are left out; those of removed items stay, they still say something of the user.
 * @throws {InvalidInputError} `HISTORY_INVALID` where a number is not finite: it would reach the models
 */
export function rowHistory({ entries }: ShopperHistory, catalogue: Catalogue): HistoryEntry[] {
  const rows: HistoryEntry[] = [];
  for (const { itemId, purchases, strength, firstAt, lastAt, quantity } of entries) {
    if (!Number.isFinite(purchases + strength + firstAt + lastAt + quantity)) {
      throw new InvalidInputError(
        'HISTORY_INVALID',
        `The history's entry of item '${itemId}' holds a number that is not finite: repair it.`,
      );
    }
    const item = catalogue.rowOf(itemId);
    if (item === undefined) continue;
    rows.push({ item, purchases, strength, firstAt, lastAt, quantity });
    if (rows.length === HISTORY_LIMIT) break;
  }
  return rows;
}
