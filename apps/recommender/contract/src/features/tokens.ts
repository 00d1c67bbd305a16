/** Content of an item as a fixed number of hashed tokens: an item never seen in training shares tokens with items that were. */
import { CONTEXT_BUCKETS, TOKEN_BUCKETS, TOKENS_PER_ITEM } from './constants.js';

export interface ItemContent {
  text: string;
  category: string;
  /** Further columns as `column=value`. */
  tokens: readonly string[];
}

/** FNV-1a, 32 bits, over UTF-16 code units (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Lower-case words of at least two letters, plural s dropped, in order of appearance, each once; digits alone say little. */
export function words(text: string): string[] {
  const found =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}{2,}/gu) ?? [];
  return [...new Set(found.map((word) => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word)))];
}

/**
 * Hash buckets of an item's category, other columns and words, in this order of importance.
 *
 * @returns Int32Array of `TOKENS_PER_ITEM` buckets in 1 … TOKEN_BUCKETS − 1, padded with 0
 */
export function itemTokens(content: ItemContent): Int32Array {
  const named = [...(content.category ? [`category=${content.category.toLowerCase()}`] : []), ...content.tokens.slice(0, 3)];
  const all = [...named, ...words(content.text), ...content.tokens.slice(3)];
  const out = new Int32Array(TOKENS_PER_ITEM);
  const buckets = [...new Set(all.map((token) => 1 + (fnv1a(token) % (TOKEN_BUCKETS - 1))))];
  out.set(buckets.slice(0, TOKENS_PER_ITEM));
  return out;
}

/** Bucket of a request's context, 1 … CONTEXT_BUCKETS − 1, or 0 where there is none. */
export const contextBucket = (context: string | undefined): number =>
  context ? 1 + (fnv1a(context.toLowerCase()) % (CONTEXT_BUCKETS - 1)) : 0;
