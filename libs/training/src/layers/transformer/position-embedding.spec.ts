import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { distance, gradientError, normals, onnxError, predict, randomise, reloadError } from '../layer.fixture.js';
import { PositionEmbedding } from './position-embedding.js';

const model = () => {
  const x = tf.input({ shape: [null, 3] });
  return randomise(tf.model({ inputs: x, outputs: new PositionEmbedding({ maxPositions: 4 }).apply(x) as tf.SymbolicTensor }));
};

describe('PositionEmbedding', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('adds the row of a place to every sequence', () => {
    const net = model();
    net.setWeights([tf.tensor2d([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], [4, 3])]);
    const sum = predict(net, [tf.zeros([2, 2, 3])])[0]!;
    expect(sum.arraySync()).toEqual([[[1, 1, 1], [2, 2, 2]], [[1, 1, 1], [2, 2, 2]]]); // prettier-ignore
  });

  it('learns, survives a reload and exports, at any length up to its own', async () => {
    for (const length of [1, 4]) {
      const feeds = [normals([2, length, 3], 1)];
      expect(gradientError(model(), feeds)).toBeLessThan(1e-3);
      expect(await reloadError(model(), feeds)).toBe(0);
      expect(await onnxError(model(), feeds)).toBeLessThan(1e-6);
    }
  });

  it('begins with a standard deviation of 0.02, the same for the same seed', () => {
    const made = () => {
      const layer = new PositionEmbedding({ maxPositions: 100, seed: 5 });
      layer.build([null, null, 50]);
      return layer.table.read();
    };
    expect(distance(made(), made())).toBe(0);
    // cut at two standard deviations, a normal keeps 0.88 of its own (Johnson, Kotz & Balakrishnan 1994, 13.10)
    expect(tf.moments(made()).variance.sqrt().dataSync()[0]).toBeCloseTo(0.0176, 3);
  });

  it('refuses a sequence longer than its table', () => {
    expect(() => model().predict(tf.zeros([1, 5, 3]))).toThrow(expect.objectContaining({ code: 'SEQUENCE_TOO_LONG' }));
  });
});
