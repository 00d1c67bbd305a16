import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/use-backend.js';
import { distance, gradientError, normals, onnxError, reloadError } from '../layer.fixture.js';
import { upSample3d, UpSampling3d } from './up-sampling-3d.js';

const model = (size: number) => {
  const x = tf.input({ shape: [null, null, 2, 3] });
  return tf.model({ inputs: x, outputs: new UpSampling3d({ size }).apply(x) as tf.SymbolicTensor });
};

describe('UpSampling3d', () => {
  beforeAll(() => useBackend('cpu'));

  it('repeats cells as NumPy does', () => {
    // numpy: numpy.repeat(numpy.repeat(numpy.repeat(x, 2, 1), 2, 2), 2, 3) of x = arange(4).reshape(1, 1, 2, 1, 2)
    const x = tf.tensor([0, 1, 2, 3], [1, 1, 2, 1, 2]);
    const rows = [0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3, 2, 3];
    expect(Array.from(upSample3d(x, 2).dataSync())).toEqual([...rows, ...rows]);
  });

  test.prop([fc.integer({ min: 1, max: 3 }), fc.nat(100)], { numRuns: 20 })('an average pool undoes it', (size, seed) => {
    const x = normals([2, 3, 2, 1, 2], seed);
    expect(distance(tf.avgPool3d(upSample3d(x, size) as tf.Tensor5D, size, size, 'valid'), x)).toBeLessThan(1e-5);
  });

  it.each([1, 2, 3])('learns, survives a reload and exports, times %i', async (size) => {
    const feeds = [normals([2, 3, 1, 2, 3], 1)];
    expect(gradientError(model(size), feeds)).toBeLessThan(1e-3);
    expect(await reloadError(model(size), feeds)).toBe(0);
    expect(await onnxError(model(size), feeds)).toBe(0);
  });

  it.each([0, 1.5])('refuses a size of %s', (size) => {
    expect(() => model(size)).toThrow(expect.objectContaining({ code: 'UP_SAMPLING_SIZE' }));
  });
});
