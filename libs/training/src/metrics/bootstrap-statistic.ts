/** How sure any statistic of a sample is, not only a mean: F1, AUROC, calibration error. */
import { createRandom } from '../random/random.js';
import { type BootstrapOptions, type Interval, quantile } from './bootstrap.js';

/**
 * Percentile bootstrap (Efron & Tibshirani 1993, ch. 13). A resample is how often each unit was drawn, so that a statistic can sort its
 * units once and only count them anew.
 *
 * @param units messages, or dialogues where turns of one belong together
 * @param statistic of a sample in which unit i counts `weights[i]` times; NaN where such a sample does not define it (left out)
 * @example
 * const right = [1, 0, 1, 1];
 * bootstrapStatistic(4, (w) => right.reduce((sum, r, i) => sum + r * w[i]!, 0) / 4, { seed: 1 }); // a mean
 */
export function bootstrapStatistic(
  units: number,
  statistic: (weights: Float64Array) => number,
  { seed, resamples = 1000, level = 0.95 }: BootstrapOptions,
): Interval {
  const value = statistic(new Float64Array(units).fill(1));
  const random = createRandom(seed);
  const values: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    const weights = new Float64Array(units);
    for (let draw = 0; draw < units; draw++) weights[Math.floor(random.next() * units)]!++;
    const drawn = statistic(weights);
    if (!Number.isNaN(drawn)) values.push(drawn);
  }
  if (values.length === 0) return { value, low: value, high: value };
  const sorted = Float64Array.from(values).sort();
  return { value, low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) };
}
