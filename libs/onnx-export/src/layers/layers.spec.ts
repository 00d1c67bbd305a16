import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect } from 'vitest';
import { furthest, noise, runGraph } from '../parity.fixture.js';
import { gelu } from './activations.js';
import { attentionPool, maskedSoftmax, softmax } from './attention.js';
import { l2Normalise } from './normalise.js';

const size = fc.integer({ min: 1, max: 9 });
const seed = fc.integer({ min: 1, max: 1e6 });
const runs = { numRuns: 15 };

await tf.setBackend('cpu');
const inTensorFlow = (compute: () => tf.Tensor): Float32Array => tf.tidy(() => compute().dataSync() as Float32Array);

describe('layers agree with TensorFlow.js to 1e-5', () => {
  test.prop([size, size, seed], runs)('l2 normalisation, and zeros stay zeros', async (batch, width, start) => {
    const x = noise(batch * width, start).fill(0, 0, width);
    const onnx = await runGraph({ x: { data: x, shape: [batch, width] } }, (graph, edges) => l2Normalise(graph, edges['x']!));
    const expected = inTensorFlow(() => {
      const rows = tf.tensor2d(x, [batch, width]);
      return rows.div(rows.square().sum(-1, true).maximum(1e-12).sqrt());
    });
    expect(furthest(onnx, expected)).toBeLessThanOrEqual(1e-5);
    expect(Array.from(onnx.subarray(0, width))).toEqual(new Array(width).fill(0));
  });

  test.prop([size, size, seed], runs)('softmax', async (batch, width, start) => {
    const x = noise(batch * width, start);
    const onnx = await runGraph({ x: { data: x, shape: [batch, width] } }, (graph, edges) => softmax(graph, edges['x']!));
    expect(
      furthest(
        onnx,
        inTensorFlow(() => tf.softmax(tf.tensor2d(x, [batch, width]))),
      ),
    ).toBeLessThanOrEqual(1e-5);
  });

  test.prop([size, size, size, seed], runs)('masked attention pooling', async (batch, length, width, start) => {
    const [sequence, logits] = [noise(batch * length * width, start), noise(batch * length, start + 1)];
    const mask = noise(batch * length, start + 2).map((value) => (value > 0 ? 1 : 0));
    const onnx = await runGraph(
      {
        sequence: { data: sequence, shape: [batch, length, width] },
        logits: { data: logits, shape: [batch, length] },
        mask: { data: mask, shape: [batch, length] },
      },
      (graph, edges) => attentionPool(graph, edges['sequence']!, edges['logits']!, edges['mask']!),
    );
    const expected = inTensorFlow(() => {
      const kept = tf.tensor2d(mask, [batch, length]);
      const weight = tf.tensor2d(logits, [batch, length]).exp().mul(kept);
      const share = weight.div(weight.sum(-1, true).maximum(1e-30)); // by definition, not through a softmax
      return share
        .expandDims(2)
        .mul(tf.tensor3d(sequence, [batch, length, width]))
        .sum(1);
    });
    expect(furthest(onnx, expected)).toBeLessThanOrEqual(1e-5);
  });

  test.prop([size, seed], runs)('a fully masked row pools to zeros, whatever the logits', async (length, start) => {
    const logits = noise(length, start).map((value) => value * 1e4);
    const onnx = await runGraph(
      { logits: { data: logits, shape: [1, length] }, mask: { data: new Float32Array(length), shape: [1, length] } },
      (graph, edges) => maskedSoftmax(graph, edges['logits']!, edges['mask']!),
    );
    expect(Array.from(onnx)).toEqual(new Array(length).fill(0));
  });

  test.prop([seed], runs)('gelu, also far from zero', async (start) => {
    const x = noise(64, start).map((value) => value * 20);
    const onnx = await runGraph({ x: { data: x, shape: [64] } }, (graph, edges) => gelu(graph, edges['x']!));
    const expected = inTensorFlow(() => {
      const t = tf.tensor1d(x);
      return t.mul(t.div(Math.SQRT2).erf().add(1)).mul(0.5);
    });
    expect(furthest(onnx, expected)).toBeLessThanOrEqual(1e-5);
  });
});
