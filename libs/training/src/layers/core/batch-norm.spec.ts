import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { availableBackends } from '../../backend/available-backends.fixture.js';
import { useBackend } from '../../backend/use-backend.js';
import { distance, gradientError, normals, onnxError, predict, randomise, reloadError } from '../layer.fixture.js';
import { BatchNorm, batchNorm } from './batch-norm.js';

const model = (shape: (number | null)[]) => {
  const x = tf.input({ shape });
  return randomise(tf.model({ inputs: x, outputs: new BatchNorm({ momentum: 0.75 }).apply(x) as tf.SymbolicTensor }));
};

describe.each(await availableBackends())('BatchNorm on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('gives what PyTorch gives, forwards and backwards', () => {
    // torch 2.8: x = tensor([[1., 2.], [3., -1.], [-2., 0.], [4., 5.]]); g = tensor([2., .5]); b = tensor([.5, -1.]), all with requires_grad;
    // y = torch.nn.functional.batch_norm(x, None, None, g, b, training=True, eps=1e-3); (y ** 3).sum().backward()
    const given = [tf.tensor2d([1, 2, 3, -1, -2, 0, 4, 5], [4, 2]), tf.tensor1d([2, 0.5]), tf.tensor1d([0.5, -1])];
    const y = (...[x, gamma, beta]: tf.Tensor[]) => batchNorm(x!, gamma!, beta!, 1e-3);
    const [dx, dGamma, dBeta] = tf.grads((...args: tf.Tensor[]) => tf.sum(tf.pow(y(...args), 3)))(given);
    expect(
      distance(y(...given), tf.tensor2d([0.063606, -0.890901, 1.809183, -1.545493, -2.55476, -1.327296, 2.681971, -0.23631], [4, 2])),
    ).toBeLessThan(1e-5);
    expect(
      distance(dx!, tf.tensor2d([-11.112576, -0.173658, -2.564438, 0.120327, 5.983691, -0.039998, 7.693326, 0.093329], [4, 2])),
    ).toBeLessThan(1e-4);
    expect(distance(dGamma!, tf.tensor1d([0.060647, -10.50179]))).toBeLessThan(1e-5);
    expect(distance(dBeta!, tf.tensor1d([50.990856, 14.999428]))).toBeLessThan(1e-5);
  });

  it('is tf.layers.batchNormalization, in training and after it', () => {
    const x = normals([4, 5, 3], 1, 3);
    const ours = model([5, 3]);
    const input = tf.input({ shape: [5, 3] });
    const standard = tf.model({
      inputs: input,
      outputs: tf.layers.batchNormalization({ momentum: 0.75 }).apply(input) as tf.SymbolicTensor,
    });
    standard.setWeights(ours.getWeights());
    for (const training of [true, false]) {
      const [a, b] = [ours, standard].map((net) => net.apply(x, { training }) as tf.Tensor);
      expect(distance(a!, b!)).toBeLessThan(1e-5);
    }
    ours.getWeights().forEach((weight, i) => expect(distance(weight, standard.getWeights()[i]!)).toBeLessThan(1e-5));
  });

  it('gives mean 0 and variance 1 of each channel of a volume while training', () => {
    const net = model([2, 3, 4, 3]);
    net.setWeights([tf.ones([3]), tf.zeros([3]), tf.zeros([3]), tf.ones([3])]);
    const y = net.apply(normals([2, 2, 3, 4, 3], 2, 9), { training: true }) as tf.Tensor;
    const { mean, variance } = tf.moments(y, [0, 1, 2, 3]);
    expect(distance(mean, tf.zeros([3]))).toBeLessThan(1e-5);
    expect(distance(variance, tf.ones([3]))).toBeLessThan(1e-3);
  });

  it('learns, survives a reload and exports', async () => {
    const net = model([null, 2, 2, 3]);
    const feeds = [normals([2, 3, 2, 2, 3], 3)];
    expect(gradientError(net, feeds)).toBeLessThan(1e-3);
    expect(await reloadError(net, feeds)).toBe(0);
    expect(await onnxError(net, feeds)).toBeLessThan(1e-5);
  });

  it('leaves no tensor behind in a training step', () => {
    const net = model([3]);
    const x = normals([4, 3], 1);
    const step = () => tf.tidy(() => void tf.variableGrads(() => tf.sum(net.apply(x, { training: true }) as tf.Tensor).asScalar()));
    step();
    const before = tf.memory().numTensors;
    step();
    expect(tf.memory().numTensors).toBe(before);
    expect(predict(net, [x])[0]!.shape).toEqual([4, 3]);
  });
});
