import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { distance, normals, onnxError, predict, randomise, reloadError } from '../layers/layer.fixture.js';
import { gruClassifier, type GruClassifierOptions } from './gru-classifier.js';

const small: GruClassifierOptions = { features: 2, units: [5, 3], outputs: 2, activation: 'softmax' };
const mask = (batch: number, length: number) =>
  tf.tensor2d(
    Array.from({ length: batch * length }, (_, i) => (i % length <= Math.floor(i / length) ? 1 : 0)),
    [batch, length],
    'int32',
  );

describe('gruClassifier', () => {
  beforeAll(() => useBackend('cpu'));

  it.each([
    ['numbers', small, () => [normals([3, 4, 2], 1)]],
    ['padded numbers', { ...small, masked: true }, () => [normals([3, 4, 2], 1), mask(3, 4)]],
    [
      'ids',
      { vocabulary: 6, embedding: 3, units: [4], outputs: 1 },
      () => [
        tf.tensor2d(
          [
            [1, 5, 0],
            [2, 2, 3],
          ],
          [2, 3],
          'int32',
        ),
      ],
    ],
  ] as const)('survives a reload and exports: %s', async (_, options, feeds) => {
    const model = randomise(gruClassifier({ ...options, units: [...options.units] }));
    expect(await reloadError(model, feeds())).toBe(0);
    expect(await onnxError(model, feeds())).toBeLessThan(1e-5);
  });

  it('learns which of two steps came first', () => {
    const model = gruClassifier({ vocabulary: 3, embedding: 2, units: [4], outputs: 1, dropout: 0.1 });
    const [ids, order] = [tf.tensor2d([[0, 1, 2], [0, 2, 1]], [2, 3], 'int32'), tf.tensor2d([[1], [-1]])]; // prettier-ignore
    const optimizer = tf.train.adam(0.1);
    const loss = (training: boolean) => tf.losses.meanSquaredError(order, model.apply(ids, { training }) as tf.Tensor).asScalar();
    for (let step = 0; step < 40; step++) optimizer.minimize(() => loss(true));
    expect(loss(false).dataSync()[0]).toBeLessThan(0.1);
  });

  it('begins the same for the same seed', () => {
    const answer = (seed: number) => predict(gruClassifier({ ...small, seed }), [normals([2, 3, 2], 1)])[0]!;
    expect(distance(answer(1), answer(1))).toBe(0);
    expect(distance(answer(1), answer(2))).toBeGreaterThan(1e-3);
  });

  it.each<[string, object]>([
    ['neither features nor vocabulary', { features: undefined }],
    ['both', { vocabulary: 3 }],
    ['no layer', { units: [] }],
    ['a softmax over one', { outputs: 1 }],
  ])('refuses %s', (_, change) => {
    expect(() => gruClassifier({ ...small, ...change })).toThrow(expect.objectContaining({ code: 'GRU_CONFIG_INVALID' }));
  });
});
