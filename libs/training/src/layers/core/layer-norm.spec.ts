import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { distance, gradientError, normals, onnxError, randomise, reloadError } from '../layer.fixture.js';
import { layerNorm, LayerNorm } from './layer-norm.js';

const model = () => {
  const x = tf.input({ shape: [null, 6] });
  return randomise(tf.model({ inputs: x, outputs: new LayerNorm({ epsilon: 1e-5 }).apply(x) as tf.SymbolicTensor }));
};

describe('LayerNorm', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('gives what PyTorch gives, forwards and backwards', () => {
    // torch 2.8: x = tensor([[1., 2., 4.], [-1., 0., 5.]]); g = tensor([1., .5, -2.]); b = tensor([0., 1., 2.]), all with requires_grad;
    // w = tensor([[1., 2., 3.], [-1., .5, 0.]]); y = torch.nn.functional.layer_norm(x, (3,), g, b, 1e-12); (y * w).sum().backward()
    const x = tf.tensor2d([1, 2, 4, -1, 0, 5], [2, 3]);
    const [gamma, beta] = [tf.tensor1d([1, 0.5, -2]), tf.tensor1d([0, 1, 2])];
    const weight = tf.tensor2d([1, 2, 3, -1, 0.5, 0], [2, 3]);
    const normal = (...[x, gamma, beta]: tf.Tensor[]) => layerNorm(x!, gamma!, beta!, 1e-12);
    expect(
      distance(normal(x, gamma, beta), tf.tensor2d([-1.0690448, 0.8663694, -0.6726124, -0.889001, 0.7459998, -0.7940025], [2, 3])),
    ).toBeLessThan(1e-6);
    const [dx, dGamma, dBeta] = tf.grads((...given: tf.Tensor[]) => tf.sum(tf.mul(normal(...given), weight)))([x, gamma, beta]);
    expect(distance(dx!, tf.tensor2d([-0.8017833, 1.2026756, -0.400892, -0.1997179, 0.2396615, -0.0399436], [2, 3]))).toBeLessThan(2e-6);
    expect(distance(dGamma!, tf.tensor1d([-0.1800439, -0.7885225, 4.0089188]))).toBeLessThan(2e-6);
    expect(distance(dBeta!, tf.tensor1d([0, 2.5, 3]))).toBeLessThan(1e-6);
  });

  test.prop([fc.integer({ min: 2, max: 40 }), fc.nat(1000)])('gives mean 0 and variance 1, whatever scale and place', (width, seed) => {
    const x = tf.add(normals([3, width], seed, 50), 10);
    const { mean, variance } = tf.moments(layerNorm(x, tf.ones([width]), tf.zeros([width]), 1e-12), -1);
    expect(distance(mean, tf.zeros([3]))).toBeLessThan(1e-4);
    expect(distance(variance, tf.ones([3]))).toBeLessThan(1e-3);
  });

  it('learns, survives a reload and exports', async () => {
    const feeds = [normals([2, 3, 6], 1)];
    expect(gradientError(model(), feeds)).toBeLessThan(2e-3);
    expect(await reloadError(model(), feeds)).toBe(0);
    expect(await onnxError(model(), feeds)).toBeLessThan(1e-5);
  });
});
