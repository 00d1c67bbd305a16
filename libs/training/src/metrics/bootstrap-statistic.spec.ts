import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { bootstrapMean } from './bootstrap.js';
import { bootstrapStatistic } from './bootstrap-statistic.js';

const mean = (values: readonly number[]) => (weights: Float64Array) =>
  values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / values.length;

describe('bootstrapStatistic', () => {
  test.prop([fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 30 }), fc.nat()], { numRuns: 20 })(
    'of a mean is bootstrapMean',
    (values, seed) => {
      const ours = bootstrapStatistic(values.length, mean(values), { seed, resamples: 200 });
      const theirs = bootstrapMean(values, { seed, resamples: 200 });
      for (const end of ['value', 'low', 'high'] as const) expect(ours[end]).toBeCloseTo(theirs[end], 9);
    },
  );

  it('leaves samples out that do not define the statistic', () => {
    const ratio = (weights: Float64Array) => (weights[0]! > 0 ? 0.5 : NaN);
    expect(bootstrapStatistic(2, ratio, { seed: 1 })).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
  });
});
