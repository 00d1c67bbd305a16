import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/use-backend.js';
import { gradientError, normals, onnxError, predict, reloadError } from '../layer.fixture.js';
import { GlobalAveragePooling3d } from './global-average-pooling-3d.js';

const model = () => {
  const x = tf.input({ shape: [null, null, null, 2] });
  return tf.model({ inputs: x, outputs: new GlobalAveragePooling3d().apply(x) as tf.SymbolicTensor });
};

describe('GlobalAveragePooling3d', () => {
  beforeAll(() => useBackend('cpu'));

  it('is the mean of each channel', () => {
    expect(predict(model(), [tf.tensor([1, 10, 3, 30], [1, 2, 1, 1, 2])])[0]!.arraySync()).toEqual([[2, 20]]);
  });

  it('learns, survives a reload and exports', async () => {
    const feeds = [normals([2, 3, 1, 2, 2], 1)];
    expect(gradientError(model(), feeds)).toBeLessThan(1e-3);
    expect(await reloadError(model(), feeds)).toBe(0);
    expect(await onnxError(model(), feeds)).toBeLessThan(1e-6);
  });
});
