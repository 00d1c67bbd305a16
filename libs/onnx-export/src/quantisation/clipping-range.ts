/** Ranges narrower than the extremes: a few outliers should not cost all other values their resolution. */
import type { Histogram } from './histogram.js';
import type { Range } from './scales.js';

/**
 * The range between the two percentiles that leave out half of the rest on each side, to a bin's accuracy.
 * @param percentile share of values inside, in per cent: 99.99 leaves one of 20,000 out on each side
 */
export function percentileRange({ min, max, counts }: Histogram, percentile: number): Range {
  const width = (max - min) / counts.length;
  const total = counts.reduce((a, b) => a + b, 0);
  const outside = (total * (100 - percentile)) / 200;
  const firstOver = (bins: Float64Array) => {
    let seen = 0;
    return bins.findIndex((bin) => (seen += bin) > outside);
  };
  const low = Math.max(0, firstOver(counts));
  const high = Math.max(0, firstOver(counts.slice().reverse()));
  return { min: min + low * width, max: max - high * width };
}

/** Levels that the magnitudes of one sign get. */
const LEVELS = 128;

/** Of values that are not zero. Where few different ones occur (pixels), a clip that keeps one of them would look perfect. */
const LEAST_KEPT = 0.99;

/** A share for the clipped values' bin where Q has none: without it the divergence would be infinite for one lone outlier. */
const SMALLEST = 1e-4;

/**
 * The range ±t (cut to where values are) whose quantised distribution is closest to the true one: t makes KL(P ‖ Q) smallest, where P are the
 * magnitudes with all beyond t counted at t, and Q the same in 128 levels (Migacz, 8-bit Inference with TensorRT, GTC 2017).
 *
 * @param magnitudes histogram of |x| from 0
 * @param extremes lowest and highest value seen
 */
export function entropyRange(magnitudes: Histogram, extremes: Range): Range {
  const { max } = magnitudes;
  // The zeros that a ReLU gives are exact at any scale: counted, they would punish every level wider than a bin.
  const counts = Float64Array.from(magnitudes.counts, (value, bin) => (bin === 0 ? Math.min(value, magnitudes.counts[1]!) : value));
  const width = max / counts.length;
  const total = sum(counts, 0, counts.length);
  let kept = sum(counts, 0, LEVELS - 1);
  let best = { bins: counts.length, divergence: Infinity };
  for (let bins = LEVELS; bins <= counts.length; bins++) {
    kept += counts[bins - 1]!;
    const divergence = kept >= LEAST_KEPT * total ? clippedDivergence(counts, bins, kept, total) : Infinity;
    if (divergence < best.divergence) best = { bins, divergence };
  }
  const threshold = best.bins * width;
  return { min: Math.max(extremes.min, -threshold), max: Math.min(extremes.max, threshold) };
}

/** KL(P ‖ Q) in nats for a clip after so many bins, which hold `kept` of all `total` values. */
function clippedDivergence(counts: Float64Array, bins: number, kept: number, total: number): number {
  let divergence = 0;
  for (let level = 0; level < LEVELS; level++) {
    const from = Math.floor((level * bins) / LEVELS);
    const to = Math.floor(((level + 1) * bins) / LEVELS);
    let filled = 0;
    for (let bin = from; bin < to; bin++) if (counts[bin]! > 0) filled++;
    const share = sum(counts, from, to) / filled / kept; // a level's counts spread evenly over its filled bins
    for (let bin = from; bin < to; bin++) {
      const p = (counts[bin]! + (bin === bins - 1 ? total - kept : 0)) / total;
      if (p > 0) divergence += p * Math.log(p / (counts[bin]! > 0 ? share : SMALLEST));
    }
  }
  return divergence;
}

function sum(counts: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let bin = from; bin < to; bin++) total += counts[bin]!;
  return total;
}
