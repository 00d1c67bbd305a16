/** Histories as flat numbers: crossing to a worker costs one copy instead of a walk through objects. */
import type { HistoryEntry } from '@casebook/recommender-contract/features';

const WIDTH = 6;

/** @param entries with catalogue rows for items */
export function packHistory(entries: readonly HistoryEntry[]): Float64Array {
  const packed = new Float64Array(entries.length * WIDTH);
  let at = 0;
  for (const { item, purchases, strength, firstAt, lastAt, quantity } of entries) {
    packed[at++] = item;
    packed[at++] = purchases;
    packed[at++] = strength;
    packed[at++] = firstAt;
    packed[at++] = lastAt;
    packed[at++] = quantity;
  }
  return packed;
}

export function unpackHistory(packed: Float64Array): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  for (let at = 0; at < packed.length; at += WIDTH) {
    entries.push({
      item: packed[at]!,
      purchases: packed[at + 1]!,
      strength: packed[at + 2]!,
      firstAt: packed[at + 3]!,
      lastAt: packed[at + 4]!,
      quantity: packed[at + 5]!,
    });
  }
  return entries;
}
