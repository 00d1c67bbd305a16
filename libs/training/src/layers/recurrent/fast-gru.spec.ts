import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { availableBackends } from '../../backend/available-backends.fixture.js';
import { useBackend } from '../../backend/use-backend.js';
import { distance, gradientError, normals, onnxError, predict, randomise, reloadError } from '../layer.fixture.js';
import { FastGru, type FastGruArgs } from './fast-gru.js';

const model = (args: Partial<FastGruArgs> = {}, { masked = false, inputs = 3 } = {}) => {
  const [x, mask] = [tf.input({ shape: [null, inputs] }), tf.input({ shape: [null], dtype: 'int32' })];
  const given = masked ? [x, mask] : [x];
  return randomise(tf.model({ inputs: given, outputs: new FastGru({ units: 4, ...args }).apply(given) as tf.SymbolicTensor }));
};
const mask = () => tf.tensor2d([[1, 1, 1, 1, 1], [1, 1, 0, 0, 0]], [2, 5], 'int32'); // prettier-ignore
const variants = [false, true].flatMap((resetAfter) => [false, true].map((returnSequences) => ({ resetAfter, returnSequences })));

describe.each(await availableBackends())('FastGru on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it("is PyTorch's GRU where the reset gate acts after the product, forwards and backwards", () => {
    // torch 2.8: g = torch.nn.GRU(2, 2, batch_first=True) with weight_ih_l0 = W, weight_hh_l0 = R, bias_ih_l0 = b, bias_hh_l0 = c (gates r, z, n);
    // x = tensor([[[1., 2.], [-1., .5], [.3, -2.]]], requires_grad=True); y, _ = g(x); (y ** 2).sum().backward()
    const W = [0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8, 0.9, 0.2, -0.1, 0.5];
    const R = [0.3, -0.1, 0.2, 0.5, -0.4, 0.2, 0.1, 0.6, -0.7, 0.3, 0.8, -0.2];
    const b = [0.1, 0.2, -0.1, 0.3, 0, -0.2];
    const c = [-0.3, 0.1, 0.2, -0.1, 0.4, 0.5];
    const order = [2, 3, 0, 1, 4, 5]; // r, z, n to z, r, candidate
    const turned = (values: number[], width: number) => tf.transpose(tf.gather(tf.tensor2d(values, [6, width]), order));
    const net = model({ units: 2, resetAfter: true, returnSequences: true }, { inputs: 2 });
    net.setWeights([turned(W, 2), turned(R, 2), tf.stack([b, c].map((values) => tf.gather(tf.tensor1d(values), order)))]);
    const x = tf.tensor3d([1, 2, -1, 0.5, 0.3, -2], [1, 3, 2]);
    const y = tf.tensor3d([0.27775, 0.535146, 0.031427, 0.506598, 0.12826, 0.391572], [1, 3, 2]);
    expect(distance(predict(net, [x])[0]!, y)).toBeLessThan(1e-5);
    const loss = (given: tf.Tensor) => tf.sum(tf.square(net.apply(given) as tf.Tensor)).asScalar();
    const dx = [-0.080657, 0.346865, -0.029037, 0.480349, 0.232345, -0.020884];
    expect(distance(tf.grad(loss)(x), tf.tensor3d(dx, [1, 3, 2]))).toBeLessThan(1e-5);
    const { grads } = tf.variableGrads(() => loss(x));
    const dR = [0.00117, 0.013409, 0.034761, 0.068292, 0.003706, 0.004499, 0.0078, 0.051604, 0.005047, 0.056194, 0.151853, 0.298354];
    const dc = [0.032522, 0.160054, -0.196156, -0.200745, 0.135187, 0.884608];
    const gradient = (index: number) => grads[net.weights[index]!.name]!;
    expect(distance(gradient(1), turned(dR, 2))).toBeLessThan(1e-5);
    expect(distance(tf.unstack(gradient(2))[1]!, tf.gather(tf.tensor1d(dc), order))).toBeLessThan(1e-5);
  });

  it('is tf.layers.gru with its weights, and has its gradients', () => {
    const ours = model({ returnSequences: true });
    const input = tf.input({ shape: [null, 3] });
    const standard = tf.layers.gru({ units: 4, recurrentActivation: 'sigmoid', returnSequences: true, recurrentInitializer: 'zeros' });
    const theirs = tf.model({ inputs: input, outputs: standard.apply(input) as tf.SymbolicTensor });
    theirs.setWeights(ours.getWeights());
    const x = normals([2, 6, 3], 1);
    const gradients = [ours, theirs].map((net) => {
      const { grads } = tf.variableGrads(() => tf.sum(tf.square(net.apply(x) as tf.Tensor)).asScalar());
      return net.weights.map(({ name }) => grads[name]!);
    });
    expect(distance(predict(ours, [x])[0]!, predict(theirs, [x])[0]!)).toBeLessThan(1e-5);
    gradients[0]!.forEach((gradient, i) => expect(distance(gradient, gradients[1]![i]!)).toBeLessThan(1e-5));
  });

  it.each(variants)('learns, survives a reload and exports, with and without padding: %j', async (args) => {
    for (const masked of [false, true]) {
      const feeds = [normals([2, 5, 3], 1), ...(masked ? [mask()] : [])];
      const net = model(args, { masked });
      expect(gradientError(net, feeds)).toBeLessThan(2e-3);
      expect(await reloadError(net, feeds)).toBe(0);
      expect(await onnxError(net, feeds)).toBeLessThan(1e-5);
    }
  });

  test.prop([fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.boolean(), fc.nat(1000)], { numRuns: 20 })(
    'what is padding changes nothing',
    (length, more, resetAfter, seed) => {
      const net = model({ resetAfter }, { masked: true });
      const x = normals([1, length, 3], seed);
      const padded = tf.concat([x, normals([1, more, 3], seed + 1)], 1);
      const kept = tf.concat([tf.ones([1, length], 'int32'), tf.zeros([1, more], 'int32')], 1);
      const alone = predict(net, [x, tf.ones([1, length], 'int32')])[0]!;
      expect(distance(predict(net, [padded, kept])[0]!, alone)).toBeLessThan(1e-6);
    },
  );

  it('leaves no tensor behind', () => {
    const net = model();
    const x = normals([2, 5, 3], 1);
    const step = () => tf.tidy(() => void tf.variableGrads(() => tf.sum(net.apply(x) as tf.Tensor).asScalar()));
    step();
    const before = tf.memory().numTensors;
    step();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([0, 2.5])('refuses %s units', (units) => {
    expect(() => new FastGru({ units })).toThrow(expect.objectContaining({ code: 'GRU_UNITS' }));
  });
});
