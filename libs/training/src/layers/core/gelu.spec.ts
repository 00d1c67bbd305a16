import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { distance, gradientError, normals, onnxError, reloadError } from '../layer.fixture.js';
import { gelu, Gelu } from './gelu.js';

const model = () => {
  const x = tf.input({ shape: [5] });
  return tf.model({ inputs: x, outputs: new Gelu().apply(x) as tf.SymbolicTensor });
};

describe('Gelu', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('gives what PyTorch gives', () => {
    // torch 2.8: x = torch.tensor([-3., -1., -.1, 0., .5, 2.], requires_grad=True); y = torch.nn.functional.gelu(x); y.sum().backward()
    const x = tf.tensor1d([-3, -1, -0.1, 0, 0.5, 2]);
    expect(distance(gelu(x), tf.tensor1d([-0.0040499, -0.1586553, -0.0460172, 0, 0.3457312, 1.9545]))).toBeLessThan(1e-6);
    expect(distance(tf.grad(gelu)(x), tf.tensor1d([-0.0119456, -0.0833154, 0.4204768, 0.5, 0.8674951, 1.0852319]))).toBeLessThan(1e-6);
  });

  it('has the gradient of its formula far from zero too', () => {
    const x = normals([400], 3, 6);
    const plain = (value: tf.Tensor) => tf.mul(tf.mul(value, 0.5), tf.add(tf.erf(tf.div(value, Math.SQRT2)), 1));
    expect(distance(tf.grad(gelu)(x), tf.grad(plain)(x))).toBeLessThan(1e-6);
  });

  it('learns, survives a reload and exports', async () => {
    const feeds = [normals([3, 5], 1)];
    expect(gradientError(model(), feeds)).toBeLessThan(1e-3);
    expect(await reloadError(model(), feeds)).toBe(0);
    expect(await onnxError(model(), feeds)).toBeLessThan(1e-5);
  });
});
