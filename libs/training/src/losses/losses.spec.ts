import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { binaryFocalLoss, focalLoss } from './focal.js';
import { heatMapFocalLoss } from './heat-map-focal.js';
import { labelSmoothingLoss } from './label-smoothing.js';
import { requireLabels } from './labels.js';

beforeAll(() => useBackend());

interface Options {
  smoothing?: number;
  reduction?: 'mean' | 'sum';
  weighted?: boolean;
  alpha?: number;
  beta?: number;
  gamma?: number;
  useAlpha?: boolean;
}
interface Case {
  options: Options;
  value: number;
  gradient: number[][];
}
/** Made by reference/losses.py, in double precision. */
type Inputs = Record<'logits' | 'binary' | 'heat', number[][]> & Record<'labels' | 'weights' | 'alpha', number[]>;
type Reference = Inputs & Record<'labelSmoothing' | 'binaryFocal' | 'focal' | 'heatMapFocal', Case[]>;
const reference = JSON.parse(readFileSync(new URL('./losses.fixture.json', import.meta.url), 'utf8')) as Reference;

type Loss = (logits: tf.Tensor, options: Options) => tf.Scalar;
const labels = () => tf.tensor1d(reference.labels, 'int32');
const losses: Record<'labelSmoothing' | 'binaryFocal' | 'focal' | 'heatMapFocal', Loss> = {
  labelSmoothing: (logits, { weighted, ...options }) =>
    labelSmoothingLoss({ logits, labels: labels(), ...options, ...(weighted && { weights: tf.tensor1d(reference.weights) }) }),
  binaryFocal: (logits, options) => binaryFocalLoss({ logits, targets: tf.tensor2d(reference.binary), ...options }),
  focal: (logits, { gamma, useAlpha }) =>
    focalLoss({
      logits,
      labels: labels(),
      ...(gamma !== undefined && { gamma }),
      ...(useAlpha && { alpha: tf.tensor1d(reference.alpha) }),
    }),
  heatMapFocal: (logits, options) => heatMapFocalLoss({ logits, targets: tf.tensor2d(reference.heat), ...options }),
};

describe.each(Object.entries(losses))('%s', (name, loss) => {
  it.each(reference[name as keyof typeof losses])('has the value and gradient of PyTorch with $options', ({ options, value, gradient }) => {
    tf.tidy(() => {
      const found = tf.valueAndGrad((logits) => loss(logits, options))(tf.tensor2d(reference.logits));
      expect(Math.abs(found.value.dataSync()[0]! - value)).toBeLessThan(2e-6 * Math.max(1, Math.abs(value)));
      const expected = gradient.flat();
      found.grad
        .dataSync()
        .forEach((slope, i) => expect(Math.abs(slope - expected[i]!)).toBeLessThan(2e-6 * Math.max(1, Math.abs(expected[i]!))));
    });
  });

  test.prop([fc.array(fc.float({ min: Math.fround(-1e4), max: Math.fround(1e4), noNaN: true }), { minLength: 32, maxLength: 32 })], {
    numRuns: 20,
  })('is finite and not negative, and so is its gradient, for logits of any size', (values) => {
    tf.tidy(() => {
      const { value, grad } = tf.valueAndGrad((logits) => loss(logits, {}))(tf.tensor2d(values, [8, 4]));
      expect(value.dataSync()[0]).toBeGreaterThanOrEqual(0);
      expect([value.dataSync()[0]!, ...grad.dataSync()].every(Number.isFinite)).toBe(true);
    });
  });
});

it('works on sequences, with weight 0 for padding', () => {
  tf.tidy(() => {
    const logits = tf.tensor3d([[[2, 0], [0, 1]], [[9, 9], [5, -5]]]); // prettier-ignore
    const sequence = { logits, labels: tf.tensor2d([[0, 1], [0, 1]], [2, 2], 'int32'), weights: tf.tensor2d([[1, 1], [0, 0]]) }; // prettier-ignore
    const expected = (Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(-1))) / 2;
    expect(labelSmoothingLoss(sequence).dataSync()[0]).toBeCloseTo(expected, 6);
    expect(focalLoss({ ...sequence, gamma: 0 }).dataSync()[0]).toBeCloseTo(expected, 6);
    expect(labelSmoothingLoss({ ...sequence, weights: tf.zeros([2, 2]) }).dataSync()[0]).toBe(0);
  });
});

describe('requireLabels', () => {
  it('names the first label that no class has', () => {
    requireLabels([0, 2, -100], 3, -100);
    for (const wrong of [3, -1, 1.5, NaN]) expect(() => requireLabels([0, wrong], 3)).toThrow(/example 1 is not one of 0 … 2/);
  });
});

it('learns nothing from cells of a heat map where nothing is known', () => {
  tf.tidy(() => {
    const targets = tf.tensor1d([1, 0.5, 0, 1]);
    const loss = (weights?: tf.Tensor) => (logits: tf.Tensor) => heatMapFocalLoss({ logits, targets, ...(weights && { weights }) });
    const logits = tf.tensor1d([0.3, -1, 2, -0.5]);
    const { value, grad } = tf.valueAndGrad(loss(tf.tensor1d([1, 1, 0, 0])))(logits);
    const known = heatMapFocalLoss({ logits: logits.slice(0, 2), targets: targets.slice(0, 2) });
    expect(value.dataSync()[0]).toBeCloseTo(known.dataSync()[0]!, 6);
    expect([...grad.dataSync().slice(2)].map(Math.abs)).toEqual([0, 0]);
    expect(loss(tf.ones([4]))(logits).dataSync()[0]).toBe(loss()(logits).dataSync()[0]);
  });
});
