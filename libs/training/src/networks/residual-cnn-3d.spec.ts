import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { gradientError, normals, onnxError, predict, randomise, reloadError } from '../layers/layer.fixture.js';
import { residualCnn3d, residualLevels3d, type ResidualCnn3dOptions } from './residual-cnn-3d.js';

const small: ResidualCnn3dOptions = { inputShape: [null, null, 4, 1], widths: [2, 3], blocks: 2, outputs: 2, activation: 'softmax' };

describe('residualCnn3d', () => {
  beforeAll(() => useBackend('cpu'));

  it('learns, survives a reload and exports, with lengths open', async () => {
    const model = randomise(residualCnn3d(small), 0.3);
    for (const lengths of [
      [4, 4],
      [5, 3],
    ]) {
      const feeds = [normals([2, ...lengths, 4, 1], 1)];
      expect(gradientError(model, feeds, 1e-3)).toBeLessThan(2e-2); // kinks of relu lie between the two differences now and then
      expect(await reloadError(model, feeds)).toBe(0);
      expect(await onnxError(model, feeds)).toBeLessThan(1e-5);
    }
  });

  it('fits noise', () => {
    const model = residualCnn3d({ ...small, inputShape: [4, 4, 4, 1], outputs: 1, activation: 'linear' });
    const [x, y] = [normals([4, 4, 4, 4, 1], 1), tf.tensor2d([1, -1, 1, -1], [4, 1])];
    const optimizer = tf.train.adam(0.01);
    const loss = () => tf.losses.meanSquaredError(y, model.apply(x, { training: true }) as tf.Tensor).asScalar();
    const first = loss().dataSync()[0]!;
    for (let step = 0; step < 30; step++) optimizer.minimize(loss);
    expect(loss().dataSync()[0]).toBeLessThan(first / 20);
  });

  it('halves each level and counts its parameters as the paper does', () => {
    const levels = residualLevels3d(tf.input({ shape: [16, 16, 16, 1] }), { widths: [16, 32, 64] });
    expect(levels.map(({ shape }) => shape.slice(1))).toEqual([
      [16, 16, 16, 16],
      [8, 8, 8, 32],
      [4, 4, 4, 64],
    ]);
    const model = residualCnn3d({ inputShape: [16, 16, 16, 1], widths: [16, 32], outputs: 1 });
    // kernels 27·(1·16 + 16·16·2 + 16·32 + 32·32) + 16·32; γ and β of 16·3 + 32·3 channels; the last layer 32 + 1
    const trainable = model.trainableWeights.reduce((sum, { shape }) => sum + tf.util.sizeFromShape(shape as number[]), 0);
    expect(trainable).toBe(27 * (16 + 512 + 512 + 1024) + 512 + 2 * (48 + 96) + 33);
  });

  it('begins the same for the same seed', () => {
    const answer = (seed: number) => predict(residualCnn3d({ ...small, seed }), [normals([1, 4, 4, 4, 1], 1)])[0]!.dataSync();
    expect(answer(3)).toEqual(answer(3));
    expect(answer(3)).not.toEqual(answer(4));
  });

  it.each([
    ['a softmax over one', { ...small, outputs: 1 }],
    ['more levels than the volume has', { ...small, widths: [2, 2, 2, 2] }],
    ['no level', { ...small, widths: [] }],
    ['a width of nothing', { ...small, widths: [0] }],
  ])('refuses %s', (_, options) => {
    expect(() => residualCnn3d(options)).toThrow(expect.objectContaining({ code: 'CNN3D_CONFIG_INVALID' }));
  });
});
