/** How well one ranking finds what was relevant; binary relevance. */

function hits(ranked: ArrayLike<number>, relevant: ReadonlySet<number>, k: number): number {
  let found = 0;
  for (let place = 0; place < Math.min(k, ranked.length); place++) if (relevant.has(ranked[place]!)) found++;
  return found;
}

/**
 * Share of the relevant items that stand in the first k: |hits| / |relevant|.
 * @param ranked distinct items, best first
 * @returns 0 … 1; NaN where nothing is relevant (leave such a user out)
 */
export const recallAt = (ranked: ArrayLike<number>, relevant: ReadonlySet<number>, k: number): number =>
  hits(ranked, relevant, k) / relevant.size;

/** 1 where any relevant item stands in the first k, else 0. */
export const hitRateAt = (ranked: ArrayLike<number>, relevant: ReadonlySet<number>, k: number): number =>
  Math.min(1, hits(ranked, relevant, k));

/**
 * Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002): Σ over hits of 1/log₂(place + 1), places from 1, over the same
 * sum of a ranking that starts with min(k, |relevant|) hits.
 * @returns 0 … 1; NaN where nothing is relevant
 */
export function ndcgAt(ranked: ArrayLike<number>, relevant: ReadonlySet<number>, k: number): number {
  let gain = 0;
  for (let place = 0; place < Math.min(k, ranked.length); place++) if (relevant.has(ranked[place]!)) gain += 1 / Math.log2(place + 2);
  let ideal = 0;
  for (let place = 0; place < Math.min(k, relevant.size); place++) ideal += 1 / Math.log2(place + 2);
  return gain / ideal;
}
