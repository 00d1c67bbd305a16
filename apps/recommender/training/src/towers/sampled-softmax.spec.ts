import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { logMixture, sampledSoftmaxLoss } from './sampled-softmax.js';

beforeAll(() => tf.setBackend('cpu'));

const loss = (scores: number[][], { tau = 1, logQ = scores[0]!.map(() => 0), hits = scores.map((row) => row.map(() => 0)) } = {}) =>
  sampledSoftmaxLoss({
    scores: tf.tensor2d(scores),
    temperature: tf.scalar(tau),
    logQ: tf.tensor1d(logQ),
    hits: tf.tensor2d(hits),
  }).dataSync()[0]!;

describe('sampledSoftmaxLoss', () => {
  it('is the closed form of a tiny case', () => {
    // row 0: ln(e² + e⁰ + e²) − 2 with τ = ½; row 1: ln(e⁰ + e⁴ + e⁰) − 4
    const expected = (Math.log(2 * Math.exp(2) + 1) - 2 + Math.log(Math.exp(4) + 2) - 4) / 2;
    expect(loss([[1, 0, 1], [0, 2, 0]], { tau: 0.5 })).toBeCloseTo(expected, 5); // prettier-ignore
  });

  it('takes log Q from every column, so that an item drawn twice as often is not pushed down twice', () => {
    const logQ = [Math.log(0.5), Math.log(0.25), Math.log(0.25)];
    const expected = Math.log(2 + 4 + 4) - Math.log(2) + (Math.log(2 + 4 + 4) - Math.log(4));
    expect(loss([[0, 0, 0], [0, 0, 0]], { logQ })).toBeCloseTo(expected / 2, 5); // prettier-ignore
  });

  it('leaves accidental hits out', () => {
    const hits = [[0, 1, 0], [0, 0, 1]]; // prettier-ignore
    expect(loss([[1, 9, 1], [1, 1, 9]], { hits })).toBeCloseTo(Math.log(2), 5); // prettier-ignore
  });

  it('has the gradient (softmax − target) / (B·τ) with respect to the scores', () => {
    const scores = tf.tensor2d([[0.2, -0.4, 0.1], [0.7, 0.3, -0.2]]); // prettier-ignore
    const temperature = tf.scalar(0.2);
    const logQ = tf.tensor1d([-1, -2, -0.5]);
    const hits = tf.zeros([2, 3]) as tf.Tensor2D;
    const gradient = tf.grad((s) => sampledSoftmaxLoss({ scores: s as tf.Tensor2D, temperature, logQ, hits }))(scores);
    const expected = tf.div(tf.sub(tf.softmax(tf.sub(tf.div(scores, temperature), logQ)), tf.eye(2, 3)), 2 * 0.2);
    expect(tf.max(tf.abs(tf.sub(gradient, expected))).dataSync()[0]).toBeLessThan(1e-5);
  });
});

describe('logMixture', () => {
  it('sums to 1 over the items', () => {
    const total = [0.7, 0.2, 0.1, 0].reduce((sum, p) => sum + Math.exp(logMixture(p, 256, 64, 4)), 0);
    expect(total).toBeCloseTo(1, 12);
  });
});
