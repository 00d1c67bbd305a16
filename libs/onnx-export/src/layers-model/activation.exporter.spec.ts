import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { layerError, modelOf } from './parity.fixture.js';

const upTo = (max: number) => fc.integer({ min: 1, max });
const seed = upTo(1e6);
const runs = { numRuns: 3 };
const names = [
  ...['elu', 'gelu', 'gelu_new', 'hardSigmoid', 'linear', 'mish', 'relu', 'relu6'],
  ...['selu', 'sigmoid', 'softmax', 'softplus', 'softsign', 'swish', 'tanh'],
] as const;

describe('activations agree with TensorFlow.js to 1e-5', () => {
  test.prop([fc.constantFrom(...names), seed], { numRuns: 30 })('by name', async (activation, start) => {
    expect(await layerError(tf.layers.activation({ activation: activation as 'relu' }), [2, 3, 5], start)).toBeLessThanOrEqual(1e-5);
  });

  test.prop([seed], runs)('as layers', async (start) => {
    for (const layer of [
      tf.layers.reLU(),
      tf.layers.reLU({ maxValue: 0.5 }),
      tf.layers.leakyReLU({ alpha: 0.1 }),
      tf.layers.elu(),
      tf.layers.thresholdedReLU({ theta: 0.4 }),
      tf.layers.softmax({ axis: -1 }),
      tf.layers.prelu(),
      tf.layers.prelu({ sharedAxes: [1] }),
    ]) {
      expect(await layerError(layer, [2, 4, 5], start), layer.name).toBeLessThanOrEqual(1e-5);
    }
  });

  test.prop([fc.constantFrom(...names), seed], { numRuns: 15 })('behind a convolution, where its transpose waits', async (name, start) => {
    const layers = [
      tf.layers.conv2d({ filters: 3, kernelSize: 3, inputShape: [6, 5, 2] }),
      tf.layers.activation({ activation: name as 'relu' }),
    ];
    expect(
      await layerError(tf.sequential({ layers: [...layers, tf.layers.prelu({ sharedAxes: [2] })] }), [2, 6, 5, 2], start),
    ).toBeLessThanOrEqual(1e-5);
  });
});

it('names the layer whose softmax goes over several axes', async () => {
  const model = modelOf(tf.layers.softmax({ axis: [1, 2], name: 'heat' }), [[3, 4]]);
  await expect(exportOnnx(model)).rejects.toThrow(/"heat" \(Softmax\).*several axes/);
});
