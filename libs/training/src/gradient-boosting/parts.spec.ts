import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { bestSplit } from './best-split.js';
import { createDescendingOrder } from './descending-order.js';
import { binBounds, binFeatures, binOf } from './feature-bins.js';
import { fillHistogram } from './histogram.js';
import { lambdarankObjective } from './lambdarank.objective.js';

const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.float({ noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000 }));

describe('bins', () => {
  test.prop([fc.array(value, { minLength: 1, maxLength: 300 }), fc.integer({ min: 2, max: 255 })])(
    'keep order, and one value in one bin',
    (values, maxBins) => {
      const sample = Float32Array.from(values);
      const bounds = binBounds(sample, maxBins);
      expect(bounds.length).toBeLessThan(maxBins);
      const sorted = sample.slice().sort();
      for (let i = 1; i < sorted.length; i++) expect(binOf(bounds, sorted[i]!)).toBeGreaterThanOrEqual(binOf(bounds, sorted[i - 1]!));
      const distinct = new Set(sample.map((each) => each + 0));
      if (distinct.size <= maxBins) expect(bounds.length).toBe(distinct.size - 1);
    },
  );

  it('hold about equal counts where values are many', () => {
    const random = createRandom(1);
    const sample = Float32Array.from({ length: 10_000 }, () => random.normal());
    const counts = new Array<number>(20).fill(0);
    const bounds = binBounds(sample, 20);
    sample.forEach((each) => counts[binOf(bounds, each)]!++);
    counts.forEach((count) => expect(Math.abs(count - 500)).toBeLessThanOrEqual(5));
  });
});

describe('bestSplit', () => {
  const cell = fc.record({ x: fc.constantFrom(NaN, 0, 1, 2, 3, 4), g: fc.integer({ min: -8, max: 8 }) });
  test.prop([fc.array(cell, { minLength: 2, maxLength: 40 })])('gains as much as the best of all cuts tried one by one', (cells) => {
    const rows = cells.length;
    const matrix = binFeatures(Float32Array.from(cells, ({ x }) => x), rows, 1, 255, createRandom(1)); // prettier-ignore
    const histogram = new Float64Array(512);
    const gradients = Float32Array.from(cells, ({ g }) => g);
    fillHistogram(histogram, matrix, Int32Array.of(0), Int32Array.from(cells.keys()), gradients, new Float32Array(rows).fill(1));
    const leaf = { gradient: gradients.reduce((a, b) => a + b, 0), hessian: rows, rows };
    const limits = { l2: 1, minGain: 0, minRowsInLeaf: 1, minHessianInLeaf: 0 };
    const found = bestSplit(histogram, matrix.bins, Int32Array.of(0), leaf, limits);

    const score = (side: typeof cells) => side.reduce((sum, { g }) => sum + g, 0) ** 2 / (side.length + 1);
    const cuts = [0, 1, 2, 3, 4].flatMap((at) => [true, false].map((missingLeft) => ({ at, missingLeft })));
    const gains = cuts.map(({ at, missingLeft }) => {
      const isLeft = ({ x }: { x: number }) => (Number.isNaN(x) ? missingLeft : x <= at);
      const [left, right] = [cells.filter(isLeft), cells.filter((each) => !isLeft(each))];
      return left.length > 0 && right.length > 0 ? score(left) + score(right) - score(cells) : 0;
    });
    expect(found?.gain ?? 0).toBeCloseTo(Math.max(0, ...gains), 8);
  });
});

describe('lambdarank', () => {
  it('gives the gradient that follows by hand for one pair', () => {
    // Δ = 1 − 1/log₂3 = .369070, wrong half the time: λ = .184535, scaled by log₂(1.369070)/.369070 = 1.227949.
    const objective = lambdarankObjective(
      { features: new Float32Array(2), rows: 2, columns: 1, labels: Float32Array.of(0, 1), groups: Int32Array.of(2) },
      20,
    );
    const [gradients, hessians] = [new Float32Array(2), new Float32Array(2)];
    objective.gradients(new Float64Array(2), gradients, hessians);
    expect(gradients[0]).toBeCloseTo(0.2266, 4);
    expect(gradients[1]).toBeCloseTo(-0.2266, 4);
    expect(hessians[0]).toBeCloseTo(0.1133, 4);
  });
});

describe('createDescendingOrder', () => {
  test.prop([fc.array(value, { minLength: 1, maxLength: 200 })])('sorts as a stable sort does', (values) => {
    const scores = Float64Array.from(values, (each) => Math.fround(each) + 0);
    const expected = [...values.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
    expect(Array.from(createDescendingOrder(300)(scores, 0, values.length)).slice(0, values.length)).toEqual(expected);
  });
});
