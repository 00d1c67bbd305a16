import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { distance, gradientError, normals, onnxError, predict, randomise, reloadError } from '../layer.fixture.js';
import { MultiHeadSelfAttention, type MultiHeadSelfAttentionArgs } from './multi-head-self-attention.js';

const model = (args: Partial<MultiHeadSelfAttentionArgs> = {}, width = 6) => {
  const [x, mask] = [tf.input({ shape: [null, width] }), tf.input({ shape: [null], dtype: 'int32' })];
  const layer = new MultiHeadSelfAttention({ heads: 2, returnProbabilities: true, ...args });
  return randomise(tf.model({ inputs: [x, mask], outputs: layer.apply([x, mask]) as tf.SymbolicTensor }));
};
const mask = () => tf.tensor2d([[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 0, 0]], [3, 4], 'int32'); // prettier-ignore
const feeds = () => [normals([3, 4, 6], 1), mask()];

describe('MultiHeadSelfAttention', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('is the sum by hand', () => {
    // One head of width 1, all kernels 1, biases 0: places 0 and ln 2 look at each other with e^(q·k); the third is padding.
    const net = model({ heads: 1 }, 1);
    net.setWeights(net.weights.map(({ originalName }) => (originalName.endsWith('kernel') ? tf.ones([1, 1]) : tf.zeros([1]))));
    const [context, probabilities] = predict(net, [tf.tensor3d([0, Math.LN2, 5], [1, 3, 1]), tf.tensor2d([[1, 1, 0]], [1, 3], 'int32')]);
    const more = Math.exp(Math.LN2 ** 2) / (1 + Math.exp(Math.LN2 ** 2));
    const first2 = (tensor: tf.Tensor) => Array.from(tensor.dataSync()).slice(0, tensor.shape.length === 4 ? 6 : 2);
    [0.5, 0.5, 0, 1 - more, more, 0].forEach((value, i) => expect(first2(probabilities!)[i]).toBeCloseTo(value, 6));
    [0.5 * Math.LN2, more * Math.LN2].forEach((value, i) => expect(first2(context!)[i]).toBeCloseTo(value, 6));
  });

  it.each([{}, { heads: 3, headSize: 4 }, { returnProbabilities: false }])('learns, survives a reload and exports: %j', async (args) => {
    // without the row that is all padding: −1e9 swallows its scores, so that differences see nothing there
    const kept = feeds().map((feed) => feed.slice(0, 2));
    expect(gradientError(model(args), kept)).toBeLessThan(5e-3);
    expect(await reloadError(model(args), feeds())).toBe(0);
    expect(await onnxError(model(args), feeds())).toBeLessThan(1e-5);
  });

  test.prop([fc.integer({ min: 1, max: 5 }), fc.nat(1000)], { numRuns: 20 })('what is padding changes nothing', (length, seed) => {
    const net = model();
    const x = normals([1, length, 6], seed);
    const padded = tf.concat([x, normals([1, 3, 6], seed + 1, 100)], 1);
    const kept = tf.concat([tf.ones([1, length], 'int32'), tf.zeros([1, 3], 'int32')], 1);
    const alone = predict(net, [x, tf.ones([1, length], 'int32')])[0]!;
    expect(distance(predict(net, [padded, kept])[0]!.slice([0, 0, 0], [1, length, 6]), alone)).toBeLessThan(1e-5);
  });

  it('drops attention in training only, and answers the probabilities before that', () => {
    const net = model({ dropout: 0.5 });
    const run = (training: boolean) => net.apply(feeds(), { training }) as tf.Tensor[];
    expect(distance(run(false)[0]!, run(false)[0]!)).toBe(0);
    expect(distance(run(true)[0]!, run(false)[0]!)).toBeGreaterThan(0.01);
    expect(distance(run(true)[1]!, run(false)[1]!)).toBe(0);
  });

  it('refuses heads that do not divide the width', () => {
    expect(() => model({ heads: 4 })).toThrow(expect.objectContaining({ code: 'ATTENTION_HEADS' }));
  });
});
