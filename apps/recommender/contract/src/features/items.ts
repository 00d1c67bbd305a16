/** What is known of the catalogue's items at serving or training time, in columns aligned with the catalogue's rows. */
import { TOKENS_PER_ITEM } from './constants.js';
import type { ItemDemand } from './demand.js';
import { type ItemContent, itemTokens } from './tokens.js';

export interface ItemColumns {
  /** Rows in the catalogue. The first `trained` of them were there in training; later rows are new items. */
  count: number;
  trained: number;
  /** count × TOKENS_PER_ITEM hash buckets. */
  tokens: Int32Array;
  /** NaN where unknown. */
  price: Float32Array;
  demand: ItemDemand;
}

/** The token columns of a whole catalogue: items × TOKENS_PER_ITEM. */
export function tokenColumns(contents: readonly ItemContent[]): Int32Array {
  const out = new Int32Array(contents.length * TOKENS_PER_ITEM);
  contents.forEach((content, row) => out.set(itemTokens(content), row * TOKENS_PER_ITEM));
  return out;
}
