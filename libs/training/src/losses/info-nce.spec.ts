import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { createRandom } from '../random/random.js';
import { infoNceLoss, logMixture } from './info-nce.js';

beforeAll(() => useBackend());

const valueOf = (scores: number[][], options: Omit<Parameters<typeof infoNceLoss>[0], 'scores'> = {}) =>
  tf.tidy(() => infoNceLoss({ scores: tf.tensor2d(scores), ...options }).dataSync()[0]!);

describe('infoNceLoss', () => {
  it('is the closed form of a tiny case', () => {
    // row 0: ln(e² + e⁰ + e²) − 2 with τ = ½; row 1: ln(e⁰ + e⁴ + e⁰) − 4
    const expected = (Math.log(2 * Math.exp(2) + 1) - 2 + Math.log(Math.exp(4) + 2) - 4) / 2;
    expect(valueOf([[1, 0, 1], [0, 2, 0]], { temperature: 0.5 })).toBeCloseTo(expected, 5); // prettier-ignore
    expect(valueOf([[1, 0, 1], [0, 2, 0]], { temperature: tf.scalar(0.5) })).toBeCloseTo(expected, 5); // prettier-ignore
  });

  it('takes log Q from every candidate, and leaves out what is excluded', () => {
    const logQ = tf.tensor1d([0.5, 0.25, 0.25].map(Math.log));
    const expected = (Math.log(10) - Math.log(2) + Math.log(10) - Math.log(4)) / 2;
    expect(valueOf([[0, 0, 0], [0, 0, 0]], { logQ })).toBeCloseTo(expected, 5); // prettier-ignore
    const excluded = tf.tensor2d([[0, 1, 0], [0, 0, 1]]); // prettier-ignore
    expect(valueOf([[1, 9, 1], [1, 1, 9]], { excluded })).toBeCloseTo(Math.log(2), 5); // prettier-ignore
  });

  it('has the gradient (softmax − target) / (B·τ)', () => {
    const scores = tf.tensor2d([[0.2, -0.4, 0.1], [0.7, 0.3, -0.2]]); // prettier-ignore
    const logQ = tf.tensor1d([-1, -2, -0.5]);
    const gradient = tf.grad((s) => infoNceLoss({ scores: s as tf.Tensor2D, temperature: 0.2, logQ }))(scores);
    const expected = tf.div(tf.sub(tf.softmax(tf.sub(tf.div(scores, 0.2), logQ)), tf.eye(2, 3)), 2 * 0.2);
    expect(tf.max(tf.abs(tf.sub(gradient, expected))).dataSync()[0]).toBeLessThan(1e-5);
  });

  it('nears the full softmax over all items with log Q, and without it does not', () => {
    // One query and 12 items; its positive, then N candidates drawn with repetition by a skewed Q: as N grows the sampled sum of eˢ/(N·Q) tends
    // to that of all eˢ (the drawn positive is left out of the negatives, so it is counted once).
    const random = createRandom(5);
    const items = Array.from({ length: 12 }, (_, i) => ({ score: Math.sin(3 * i), weight: Math.exp(1.5 * Math.sin(3 * i)) }));
    const total = items.reduce((sum, { weight }) => sum + weight, 0);
    const N = 6000;
    const drawn = Array.from({ length: N }, () => {
      let left = random.next() * total;
      return items.findIndex(({ weight }) => (left -= weight) < 0);
    });
    const positive = 7;
    const q = (item: number) => (N * items[item]!.weight) / total;
    const columns = [positive, ...drawn];
    const scores = [columns.map((item) => items[item]!.score)];
    const excluded = () => tf.tensor2d([columns.map((item, c) => (c > 0 && item === positive ? 1 : 0))]);
    const logQ = tf.tensor1d([0, ...drawn.map((item) => Math.log(q(item)))]);
    const full = Math.log(items.reduce((sum, { score }) => sum + Math.exp(score), 0)) - items[positive]!.score;
    expect(Math.abs(valueOf(scores, { logQ, excluded: excluded() }) - full)).toBeLessThan(0.03);
    const uniform = tf.tensor1d([0, ...drawn.map(() => Math.log(N / items.length))]);
    expect(Math.abs(valueOf(scores, { logQ: uniform, excluded: excluded() }) - full)).toBeGreaterThan(0.1);
  });
});

describe('logMixture', () => {
  it('sums to 1 over the items', () => {
    const total = [0.7, 0.2, 0.1, 0].reduce((sum, p) => sum + Math.exp(logMixture(p, 256, 64, 4)), 0);
    expect(total).toBeCloseTo(1, 12);
  });
});
