import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';

describe.each(await availableBackends())('embedding gradients on %s', (backend) => {
  it('is the sum by hand, and negative ids add to nothing', async () => {
    await useBackend(backend);
    const sums = tf.unsortedSegmentSum(tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]), tf.tensor1d([2, 0, 2, -1], 'int32'), 3);
    expect(sums.arraySync()).toEqual([[3, 4], [0, 0], [6, 8]]); // prettier-ignore
  });

  it.runIf(backend === 'wasm' || backend === 'cpu')('an id beyond the last segment adds to nothing', async () => {
    await useBackend(backend); // native TensorFlow says that it is out of range
    expect(tf.unsortedSegmentSum(tf.tensor1d([1, 2]), tf.tensor1d([7, 1], 'int32'), 3).arraySync()).toEqual([0, 2, 0]);
  });

  test.prop([
    fc
      .integer({ min: 2, max: 12 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.array(fc.nat(rows - 1), { minLength: 1, maxLength: 30 }))),
  ])('the gradient of gather is that of a product with a one-hot matrix', async ([rows, ids]) => {
    await useBackend(backend);
    tf.tidy(() => {
      const table = tf.randomNormal([rows, 3], 0, 1, 'float32', 7);
      const weight = tf.randomNormal([ids.length, 3], 0, 1, 'float32', 8);
      const index = tf.tensor1d(ids, 'int32');
      const byGather = tf.grad((t: tf.Tensor) => tf.sum(tf.mul(tf.gather(t, index), weight)))(table);
      const byProduct = tf.grad((t: tf.Tensor) => tf.sum(tf.mul(tf.matMul(tf.oneHot(index, rows).cast('float32'), t), weight)))(table);
      expect(tf.max(tf.abs(tf.sub(byGather, byProduct))).dataSync()[0]).toBeLessThan(1e-5);
    });
  });

  it('leaves no tensor behind', async () => {
    await useBackend(backend);
    const step = () =>
      tf.tidy(() => void tf.grad((t: tf.Tensor) => tf.sum(tf.gather(t, tf.tensor1d([0, 1, 1], 'int32'))))(tf.ones([2, 4])));
    step();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i++) step();
    expect(tf.memory().numTensors).toBe(before);
  });
});
