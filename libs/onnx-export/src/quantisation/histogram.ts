/** Counts of values in equal bins over a known range, filled batch by batch. */
import type { Range } from './scales.js';

export interface Histogram extends Range {
  counts: Float64Array;
}

/** An empty histogram; a range of no width gets one. */
export const emptyHistogram = ({ min, max }: Range, bins = 2048): Histogram => ({
  min,
  max: max > min ? max : min + 1,
  counts: new Float64Array(bins),
});

/** Adds values; what lies outside the range counts in the outer bins. */
export function count({ min, max, counts }: Histogram, values: ArrayLike<number>): void {
  const perBin = counts.length / (max - min);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor((values[i]! - min) * perBin);
    counts[Math.max(0, Math.min(counts.length - 1, bin))]!++;
  }
}
