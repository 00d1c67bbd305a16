import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends, wave } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';

/*
 * PyTorch 2.8.0:
 *   wave = lambda *s: torch.sin(torch.arange(1, 1 + torch.Size(s).numel(), dtype=torch.float64)).reshape(s).float().requires_grad_()
 *   x, w = wave(1, 1, 2, 2, 2), wave(1, 1, 2, 2, 2); (F.conv_transpose3d(x, w, stride=2) ** 2).sum().backward(); x.grad, w.grad
 */
const expected = [7.6332016, 8.2484732, 1.2801362, -6.8651524, -8.6986513, -2.5346506, 5.9596963, 8.9747257];

// wasm computes a transposed convolution wrongly already forward, and refuses it.
const backends = (await availableBackends()).filter((name) => name !== 'wasm');

describe.each(backends)('3-D convolutions on %s', (backend) => {
  it('a transposed one has the gradients that PyTorch computes', async () => {
    await useBackend(backend);
    const x = tf.tensor5d(wave(8), [1, 2, 2, 2, 1]);
    const loss = (input: tf.Tensor, filter: tf.Tensor) =>
      tf.sum(tf.square(tf.conv3dTranspose(input as tf.Tensor5D, filter as tf.Tensor5D, [1, 4, 4, 4, 1], 2, 'valid')));
    const [byInput, byFilter] = tf.grads(loss)([x, tf.reshape(x, [2, 2, 2, 1, 1])]);
    expected.forEach((value, i) => expect(byInput!.dataSync()[i]).toBeCloseTo(value, 4));
    expected.forEach((value, i) => expect(byFilter!.dataSync()[i]).toBeCloseTo(value, 4)); // the same, as x and filter are
  });

  it('overlapping windows: the gradient is the slope along a random direction', async () => {
    await useBackend(backend);
    const x = tf.tensor5d(wave(2 * 27 * 2), [2, 3, 3, 3, 2]);
    const filter = tf.tensor5d(wave(27 * 3 * 2), [3, 3, 3, 3, 2]);
    const loss = (input: tf.Tensor) => tf.sum(tf.square(tf.conv3dTranspose(input as tf.Tensor5D, filter, [2, 6, 6, 6, 3], 2, 'same')));
    const direction = tf.tensor5d(wave(108, 500), [2, 3, 3, 3, 2]);
    const slope = tf.sum(tf.mul(tf.grad(loss)(x), direction)).dataSync()[0]!;
    const at = (step: number) => loss(tf.add(x, tf.mul(direction, step))).dataSync()[0]!;
    expect((at(0.05) - at(-0.05)) / 0.1 / slope).toBeCloseTo(1, 2); // the loss is a square: no error but rounding
  });

  it('a dilated one names what to do when its gradient is asked for', async () => {
    await useBackend('cpu'); // native TensorFlow refuses it already forward
    const filter = tf.ones<tf.Rank.R5>([2, 2, 2, 1, 1]);
    const loss = (x: tf.Tensor) => tf.sum(tf.conv3d(x as tf.Tensor5D, filter, 1, 'same', 'NDHWC', 2));
    expect(() => tf.grad(loss)(tf.ones([1, 4, 4, 4, 1]))).toThrow(expect.objectContaining({ code: 'GRADIENT_MISSING' }));
  });
});
