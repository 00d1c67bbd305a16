/** Slow statistics of items, and inverse frequencies of items and content tokens. */
import { ITEM_STATS, TOKEN_BUCKETS, TOKENS_PER_ITEM, type UserHistory } from '@casebook/recommender-contract/features';

/** [items] log(1 + users / (1 + buyers)). */
export function inverseItemFrequency(histories: readonly UserHistory[], items: number): Float32Array {
  const owners = new Float64Array(items);
  for (const { entries } of histories) for (const { item } of entries) owners[item]!++;
  return Float32Array.from(owners, (count) => Math.log(1 + histories.length / (1 + count)));
}

/** [TOKEN_BUCKETS] log(1 + items / (1 + items with the token)); 0 for the padding bucket. */
export function inverseTokenFrequency(tokens: Int32Array): Float32Array {
  const frequency = new Float64Array(TOKEN_BUCKETS);
  for (const token of tokens) frequency[token]!++;
  const items = tokens.length / TOKENS_PER_ITEM;
  const idf = Float32Array.from(frequency, (count) => Math.log(1 + items / (1 + count)));
  idf[0] = 0;
  return idf;
}

/**
 * `ITEM_STATS` of every item: how often its buyers return for it, in how large sessions it is taken, by how many returning shoppers.
 *
 * @param sessions items of each session
 * @returns items × ITEM_STATS.length
 */
export function itemStats(histories: readonly UserHistory[], sessions: readonly Int32Array[], items: number): Float32Array {
  const buyers = new Float64Array(items);
  const repeaters = new Float64Array(items);
  const purchases = new Float64Array(items);
  const returning = new Float64Array(items);
  for (const { entries } of histories) {
    const first = entries.reduce((least, entry) => Math.min(least, entry.firstAt), Infinity);
    for (const entry of entries) {
      if (entry.purchases === 0) continue;
      buyers[entry.item]!++;
      purchases[entry.item]! += entry.purchases;
      if (entry.purchases > 1) repeaters[entry.item]!++;
      if (entry.firstAt > first) returning[entry.item]!++;
    }
  }
  const taken = new Float64Array(items);
  const sizes = new Float64Array(items);
  for (const session of sessions) {
    for (const item of session) {
      taken[item]!++;
      sizes[item]! += Math.log(session.length);
    }
  }
  const out = new Float32Array(items * ITEM_STATS.length);
  for (let i = 0; i < items; i++) {
    const stats = [
      (repeaters[i]! + 1) / (buyers[i]! + 5),
      (purchases[i]! + 1) / (buyers[i]! + 1),
      taken[i]! > 0 ? sizes[i]! / taken[i]! : NaN,
      (returning[i]! + 1) / (buyers[i]! + 2),
    ];
    out.set(stats, i * ITEM_STATS.length);
  }
  return out;
}
