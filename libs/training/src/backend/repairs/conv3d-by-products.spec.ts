import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends, wave } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';
import { conv3dFilterGradient, conv3dInputGradient } from './conv3d-by-products.js';

const kernels = (x: tf.Tensor, filter: tf.Tensor, dy: tf.Tensor, strides: number, pad: string) => [
  tf.engine().runKernel('Conv3DBackpropInputV2', { dy, filter }, { strides, pad, inputShape: x.shape }) as tf.Tensor,
  tf.engine().runKernel('Conv3DBackpropFilterV2', { x, dy }, { strides, pad, filterShape: filter.shape }) as tf.Tensor,
];
const furthest = (a: tf.Tensor, b: tf.Tensor) =>
  a.shape.join() === b.shape.join() ? tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]! : Infinity;
const volume = (shape: number[], from: number) =>
  tf.tensor<tf.Rank.R5>(wave(tf.util.sizeFromShape(shape), from), shape as [number, number, number, number, number]);

// wasm refuses the kernels that these are compared with.
describe.each((await availableBackends()).filter((name) => name !== 'wasm'))('gradients of conv3d by products on %s', (backend) => {
  test.prop(
    [
      fc.tuple(fc.integer({ min: 4, max: 7 }), fc.integer({ min: 4, max: 7 }), fc.integer({ min: 4, max: 7 })),
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('same', 'valid'),
      fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    ],
    { numRuns: 25 },
  )('are those of the kernels', async (lengths, size, given, pad, [batch, inputs, outputs]) => {
    await useBackend(backend);
    const strides = pad === 'same' ? Math.min(given, ...size) : given; // wider than the window, with 'same', engines disagree
    const [x, filter] = [volume([batch, ...lengths, inputs], 1), volume([...size, inputs, outputs], 9)];
    const y = tf.conv3d(x, filter, strides, pad as 'same');
    const dy = volume(y.shape, 5);
    const convolution = { x, filter, dy, strides, pad };
    const [byInput, byFilter] = kernels(x, filter, dy, strides, pad);
    expect(furthest(conv3dInputGradient(convolution), byInput!)).toBeLessThan(1e-4);
    expect(furthest(conv3dFilterGradient(convolution), byFilter!)).toBeLessThan(1e-4);
  });

  it('leave no tensor behind', async () => {
    await useBackend(backend);
    const [x, filter] = [volume([1, 4, 4, 4, 2], 1), volume([3, 3, 3, 2, 2], 1)];
    const convolution = { x, filter, dy: tf.conv3d(x, filter, 2, 'same'), strides: 2, pad: 'same' };
    const before = tf.memory().numTensors;
    tf.dispose([conv3dInputGradient(convolution), conv3dFilterGradient(convolution)]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
