import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends, wave } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';

/*
 * PyTorch 2.8.0, wave as in conv3d-gradients.spec.ts:
 *   x = wave(2, 1, 1, 2, 2); g = torch.tensor([2., 3.], requires_grad=True); b = torch.tensor([.5, -.5], requires_grad=True)
 *   m, v = torch.zeros(2), torch.ones(2)
 *   y = F.batch_norm(x.permute(0, 4, 1, 2, 3), m, v, g, b, training=True, momentum=.01, eps=1e-3).permute(0, 2, 3, 4, 1)
 *   (y ** 3).sum().backward(); y, x.grad, g.grad, b.grad, m
 */
const output = [2.414444, 2.2597518, 0.4171739, -4.3686209, -2.7199469, -2.4693954, 1.888329, 2.578264];
const byInput = [21.491302, -2.3406792, -35.144238, 51.791214, 13.70228, -70.917137, -0.0493433, 21.466599];
const byGamma = [-11.58769, -51.286041];
const byBeta = [50.902412, 110.810059];
const movingMean = [0.0017016, 0.0021561];

const layer = (axis: number) => {
  const made = tf.layers.batchNormalization({ axis, epsilon: 1e-3, momentum: 0.99 });
  made.build([null, 1, 1, 2, 2]);
  made.setWeights([tf.tensor1d([2, 3]), tf.tensor1d([0.5, -0.5]), tf.zeros([2]), tf.ones([2])]);
  return made;
};
const volume = () => tf.tensor5d(wave(8), [2, 1, 1, 2, 2]);
const close = (found: tf.Tensor, expected: number[]) =>
  expected.forEach((value, i) => expect(found.dataSync()[i]! / value).toBeCloseTo(1, 3));

describe.each(await availableBackends())('batch normalisation of volumes on %s', (backend) => {
  it.each([-1, 4])('trains as PyTorch does, axis %i', async (axis) => {
    await useBackend(backend);
    const made = layer(axis);
    close(made.apply(volume(), { training: true }) as tf.Tensor, output);
    close(made.getWeights()[2]!, movingMean);
    const [gamma, beta] = made.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const loss = (x: tf.Tensor) => tf.sum(tf.pow(made.apply(x, { training: true }) as tf.Tensor, 3)).asScalar();
    close(tf.grad(loss)(volume()), byInput);
    const { grads } = tf.variableGrads(() => loss(volume()), [gamma!, beta!]);
    close(grads[gamma!.name]!, byGamma);
    close(grads[beta!.name]!, byBeta);
  });

  it('infers with the moving statistics', async () => {
    await useBackend(backend);
    const [first] = (layer(-1).apply(volume()) as tf.Tensor).dataSync();
    expect(first).toBeCloseTo((Math.sin(1) / Math.sqrt(1.001)) * 2 + 0.5, 5);
  });

  it('refuses channels that are not last', async () => {
    await useBackend(backend);
    expect(() => layer(3).apply(volume())).toThrow(expect.objectContaining({ code: 'BATCH_NORM_AXIS' }));
  });
});
