import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends, wave } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';

const backends = (await availableBackends()).filter((name) => name !== 'wasm'); // which refuses 3-D max pools

const squared = (size: number, stride: number, pad: 'same' | 'valid') => (x: tf.Tensor) =>
  tf.sum(tf.square(tf.maxPool3d(x as tf.Tensor5D, size, stride, pad)));

/** [index, value] of what is not 0. */
const entries = (t: tf.Tensor) => [...t.dataSync().entries()].filter(([, value]) => value !== 0);

describe.each(backends)('gradient of maxPool3d on %s', (backend) => {
  // PyTorch 2.8.0, wave as in conv3d-gradients.spec.ts: x = wave(1, 1, 4, 4, 4); (F.max_pool3d(x, 2, 2) ** 2).sum().backward(); x.grad
  it("is PyTorch's where windows lie side by side", async () => {
    await useBackend(backend);
    const found = entries(tf.grad(squared(2, 2, 'valid'))(tf.tensor5d(wave(64), [1, 4, 4, 4, 1])));
    expect(found.map(([index]) => index)).toEqual([1, 7, 13, 26, 32, 51, 57, 63]);
    [1.8185948, 1.9787165, 1.9812148, 1.9127519, 1.9998237, 1.9732552, 1.9857453, 1.8400521].forEach((value, i) =>
      expect(found[i]![1]).toBeCloseTo(value, 5),
    );
  });

  // x = wave(1, 1, 5, 5, 5); (F.max_pool3d(x, 3, 2, padding=1) ** 2).sum().backward(); x.grad
  it("is PyTorch's where windows overlap and reach over the edge", async () => {
    await useBackend(backend);
    const found = entries(tf.grad(squared(3, 2, 'same'))(tf.tensor5d(wave(125), [1, 5, 5, 5, 1])));
    const expected = [
      [6, 1.313973],
      [13, 1.981215],
      [18, 0.299754],
      [19, 1.825891],
      [26, 1.912752],
      [31, 1.102853],
      [32, 7.999295],
      [33, 1.058165],
      [38, 1.927591],
      [44, 1.701807],
      [45, 1.803577],
      [76, 5.997121],
      [81, 0.626458],
      [82, 1.936729],
      [83, 1.466381],
      [94, 1.366523],
      [95, 1.967175],
      [96, 0.759215],
      [108, 1.633485],
      [114, 1.890871],
      [120, 1.99763],
      [121, 0.997426],
    ];
    expect(found.map(([index]) => index)).toEqual(expected.map(([index]) => index));
    expected.forEach(([, value], i) => expect(found[i]![1]).toBeCloseTo(value!, 4));
  });

  it.each([
    [2, 2, 'valid'],
    [3, 2, 'same'],
    [2, 1, 'valid'],
  ] as const)('ties share it: air in windows of %i³, stride %i, %s', async (size, stride, pad) => {
    await useBackend(backend);
    const x = tf.fill([2, 4, 4, 4, 3], -1000); // Hounsfield units of air
    const pool = (input: tf.Tensor) => tf.sum(tf.maxPool3d(input as tf.Tensor5D, size, stride, pad));
    const windows = tf.maxPool3d(x as tf.Tensor5D, size, stride, pad).size;
    expect(tf.sum(tf.grad(pool)(x)).dataSync()[0]).toBeCloseTo(windows, 3);
  });

  test.prop(
    [fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 128, maxLength: 128 }), fc.constantFrom(1, 2, 3), fc.constantFrom(1, 2)],
    {
      numRuns: 20,
    },
  )('nothing is lost and only maxima get any', async (values, size, stride) => {
    await useBackend(backend);
    tf.tidy(() => {
      const x = tf.tensor5d(values, [1, 4, 4, 4, 2]);
      const pooled = tf.maxPool3d(x, size, stride, 'valid');
      const gradient = tf.grad((input: tf.Tensor) => tf.sum(tf.maxPool3d(input as tf.Tensor5D, size, stride, 'valid')))(x);
      expect(tf.sum(gradient).dataSync()[0]).toBeCloseTo(pooled.size, 3);
      expect(tf.min(gradient).dataSync()[0]).toBeGreaterThanOrEqual(0);
      const lowest = Math.min(...pooled.dataSync());
      const below = tf.cast(tf.less(x, lowest), 'float32');
      expect(tf.sum(tf.mul(gradient, below)).dataSync()[0]).toBe(0);
    });
  });
});
