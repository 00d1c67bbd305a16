import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { wave, whyMissing } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';
import { preferOneDnn, hasOneDnn } from './one-dnn.js';

type Shape5D = [number, number, number, number, number];
const values = (shape: number[], from: number) => tf.tensor(wave(tf.util.sizeFromShape(shape), from), shape);
const volume = (shape: number[], from: number) => tf.tensor5d(wave(tf.util.sizeFromShape(shape), from), shape as Shape5D);
const missing = await whyMissing('tensorflow');
const without = missing ?? ((await useBackend('tensorflow')) && hasOneDnn() ? undefined : 'this build of TensorFlow has no oneDNN');

describe.skipIf(without)(`oneDNN${without ? `: not run, ${without}` : ''}`, () => {
  test.prop(
    [
      fc.tuple(fc.integer({ min: 4, max: 7 }), fc.integer({ min: 4, max: 7 }), fc.integer({ min: 4, max: 7 })),
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('same' as const, 'valid' as const),
      fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 17 }), fc.integer({ min: 1, max: 17 })),
    ],
    { numRuns: 15 },
  )('convolutions are those of the cpu engine, and so are their gradients', async (lengths, size, given, pad, [batch, inputs, outputs]) => {
    const strides = pad === 'same' ? Math.min(given, ...size) : given; // wider than the window, with 'same', engines disagree
    const answers: Float32Array[][] = [];
    for (const backend of ['tensorflow', 'cpu']) {
      await useBackend(backend);
      const [x, filter] = [volume([batch, ...lengths, inputs], 1), volume([...size, inputs, outputs], 9)];
      const convolve = (...[x, filter]: tf.Tensor[]) => tf.conv3d(x as tf.Tensor5D, filter as tf.Tensor5D, strides, pad);
      const y = convolve(x, filter);
      const gradients = tf.grads(convolve)([x, filter], volume(y.shape, 5));
      answers.push([y, ...gradients].map((tensor) => tensor.dataSync() as Float32Array));
    }
    const [ours, theirs] = answers as [Float32Array[], Float32Array[]];
    ours.forEach((values, i) => values.forEach((value, at) => expect(Math.abs(value - theirs[i]![at]!)).toBeLessThan(1e-3)));
  });

  test.prop(
    [
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
      fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })),
      fc.tuple(fc.boolean(), fc.boolean()),
    ],
    { numRuns: 25 },
  )('products are those of the cpu engine, of any rank, turned or not, without rows too', async (ranks, [rows, inner, columns], [a, b]) => {
    const answers: Float32Array[] = [];
    for (const backend of ['tensorflow', 'cpu']) {
      await useBackend(backend);
      const [left, right] = [a ? [inner, rows] : [rows, inner], b ? [columns, inner] : [inner, columns]];
      answers.push(tf.matMul(values([...ranks, ...left], 1), values([...ranks, ...right], 9), a, b).dataSync() as Float32Array);
    }
    const [ours, theirs] = answers as [Float32Array, Float32Array];
    expect(ours.length).toBe(theirs.length);
    ours.forEach((value, at) => expect(Math.abs(value - theirs[at]!)).toBeLessThan(1e-4));
  });

  it('leaves products of whole numbers to TensorFlow', async () => {
    await useBackend('tensorflow');
    const two = tf.fill([2, 2], 2, 'int32') as tf.Tensor2D;
    expect([...tf.matMul(two, two).dataSync()]).toEqual([8, 8, 8, 8]);
  });

  it('may be asked for twice', async () => {
    await useBackend('tensorflow');
    const { kernelFunc } = tf.getKernel('Conv3D', 'tensorflow');
    preferOneDnn();
    expect(tf.getKernel('Conv3D', 'tensorflow').kernelFunc).toBe(kernelFunc);
  });

  it('is not there on another engine', async () => {
    await useBackend('cpu');
    expect(hasOneDnn()).toBe(false);
  });
});
