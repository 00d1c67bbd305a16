import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends, wave } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';

/*
 * PyTorch 2.8.0, wave as in conv3d-gradients.spec.ts: its padding=1 with count_include_pad=False is TensorFlow's `same` here.
 *   x = wave(1, 1, 3, 3); (F.avg_pool2d(x, 3, 2, padding=1, count_include_pad=False) ** 2).sum().backward(); x.grad
 *   x = wave(1, 1, 3, 3, 3); (F.avg_pool3d(x, 3, 2, padding=1, count_include_pad=False) ** 2).sum().backward(); x.grad[:6]
 */
const flat = [0.0043802, -0.01911009, -0.02349029, -0.00429255, -0.00739072, -0.00309817, -0.00867275, 0.01171937, 0.02039212];
const volume = [-0.00306861, -0.0056808, -0.0026122, -0.00019074, 0.00006104, 0.00025179];

describe.each(await availableBackends())('gradient of average pools that reach over the edge on %s', (backend) => {
  it('2-D', async () => {
    await useBackend(backend);
    const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.square(tf.avgPool(x as tf.Tensor4D, 3, 2, 'same'))))(
      tf.tensor4d(wave(9), [1, 3, 3, 1]),
    );
    flat.forEach((value, i) => expect(gradient.dataSync()[i]).toBeCloseTo(value, 6));
  });

  it('3-D', async () => {
    await useBackend(backend);
    const x = tf.tensor5d(wave(27), [1, 3, 3, 3, 1]);
    const gradient = tf.grad((input: tf.Tensor) => tf.sum(tf.square(tf.avgPool3d(input as tf.Tensor5D, 3, 2, 'same'))))(x);
    volume.forEach((value, i) => expect(gradient.dataSync()[i]).toBeCloseTo(value, 6));
  });
});
