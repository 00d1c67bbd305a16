import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { wave, whyMissing } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';
import { convolveByOneDnn, hasOneDnn } from './one-dnn.js';

const volume = (shape: number[], from: number) => tf.tensor(wave(tf.util.sizeFromShape(shape), from), shape) as tf.Tensor5D;
const missing = await whyMissing('tensorflow');
const without = missing ?? ((await useBackend('tensorflow')) && hasOneDnn() ? undefined : 'this build of TensorFlow has no oneDNN');

describe.skipIf(without)(`convolutions by oneDNN${without ? `: not run, ${without}` : ''}`, () => {
  test.prop(
    [
      fc.tuple(fc.integer({ min: 4, max: 7 }), fc.integer({ min: 4, max: 7 }), fc.integer({ min: 4, max: 7 })),
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('same' as const, 'valid' as const),
      fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 17 }), fc.integer({ min: 1, max: 17 })),
    ],
    { numRuns: 15 },
  )('are those of the cpu engine, and so are their gradients', async (lengths, size, given, pad, [batch, inputs, outputs]) => {
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

  it('may be asked for twice', async () => {
    await useBackend('tensorflow');
    const { kernelFunc } = tf.getKernel('Conv3D', 'tensorflow');
    convolveByOneDnn();
    expect(tf.getKernel('Conv3D', 'tensorflow').kernelFunc).toBe(kernelFunc);
  });

  it('are not there on another engine', async () => {
    await useBackend('cpu');
    expect(hasOneDnn()).toBe(false);
  });
});
