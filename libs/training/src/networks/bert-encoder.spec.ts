import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { distance, gradientError, onnxError, predict, randomise, reloadError } from '../layers/layer.fixture.js';
import type { BertOptions } from './bert-config.js';
import { bertEncoder } from './bert-encoder.js';

// What it answers is compared with Hugging Face's BertModel in ../weights/load-bert-weights.spec.ts.
const small: BertOptions = { vocabulary: 9, layers: 2, hidden: 8, heads: 2, feedForward: 12, maxPositions: 7 };
const ids = (batch: number, length: number) =>
  tf.tensor2d(
    Array.from({ length: batch * length }, (_, i) => (i * 5 + 3) % 9),
    [batch, length],
    'int32',
  );
const feeds = (batch: number, length: number) => [ids(batch, length), tf.ones([batch, length], 'int32')];

describe('bertEncoder', () => {
  beforeAll(() => useBackend('cpu'));

  it('learns, survives a reload and exports, at any batch and length', async () => {
    const model = randomise(bertEncoder(small), 0.3);
    for (const [batch, length] of [
      [1, 7],
      [3, 2],
    ] as const) {
      expect(gradientError(model, feeds(batch, length))).toBeLessThan(1e-2);
      expect(await reloadError(model, feeds(batch, length))).toBe(0);
      expect(await onnxError(model, feeds(batch, length))).toBeLessThan(1e-5);
    }
  });

  it('takes other numbers of heads and units in each layer, as pruning leaves them', async () => {
    const model = randomise(bertEncoder({ ...small, heads: [2, 1], headSize: 4, feedForward: [12, 5] }));
    expect(await onnxError(model, feeds(2, 3))).toBeLessThan(1e-5);
    expect(await reloadError(model, feeds(2, 3))).toBe(0);
  });

  it('begins the same for the same seed', () => {
    const answer = (seed: number) => predict(bertEncoder({ ...small, seed }), feeds(1, 3))[0]!;
    expect(distance(answer(1), answer(1))).toBe(0);
    expect(distance(answer(1), answer(2))).toBeGreaterThan(0.1);
  });

  it('overfits a handful of sentences, with dropout', () => {
    const model = bertEncoder({ ...small, layers: 1, hidden: 4, heads: 1, feedForward: 4 });
    const target = tf.tensor1d([1, -1, 1, -1]);
    const optimizer = tf.train.adam(0.05);
    const first = (training: boolean) => tf.slice(model.apply(feeds(4, 5), { training }) as tf.Tensor3D, [0, 0, 0], [4, 1, 1]);
    const loss = (training: boolean) => tf.mean(tf.square(tf.sub(tf.reshape(first(training), [4]), target))).asScalar();
    const before = loss(false).dataSync()[0]!;
    for (let step = 0; step < 20; step++) optimizer.minimize(() => loss(true));
    expect(loss(false).dataSync()[0]).toBeLessThan(before / 3);
  });

  it('skips branches of single examples in training', () => {
    const model = bertEncoder({ ...small, layers: 1, dropout: 0, attentionDropout: 0, dropPath: 0.5 });
    const same = [tf.tile(ids(1, 3), [20, 1]), tf.ones([20, 3], 'int32')];
    const rows = (training: boolean) =>
      new Set(tf.unstack(model.apply(same, { training }) as tf.Tensor).map((row) => row.dataSync().join()));
    expect(rows(false).size).toBe(1);
    expect(rows(true).size).toBe(4); // none, attention, feed-forward or both
  });

  it.each<[string, object]>([
    ['heads that do not divide the width', { heads: 3 }],
    ['a list of another length', { feedForward: [12] }],
    ['different heads of unknown size', { heads: [2, 1] }],
    ['no vocabulary', { vocabulary: 0 }],
    ['an option it does not know', { hiddenSize: 8 }],
    ['a dropout of 1', { dropout: 1 }],
  ])('refuses %s', (_, change) => {
    expect(() => bertEncoder({ ...small, ...change })).toThrow(expect.objectContaining({ code: 'BERT_CONFIG_INVALID' }));
  });
});
