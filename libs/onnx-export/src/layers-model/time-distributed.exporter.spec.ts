import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect } from 'vitest';
import { layerError } from './parity.fixture.js';

const upTo = (max: number) => fc.integer({ min: 1, max });

describe('TimeDistributed agrees with TensorFlow.js to 1e-5', () => {
  test.prop([upTo(4), upTo(5), fc.boolean(), upTo(1e6)], { numRuns: 3 })('around layers and models', async (batch, length, open, seed) => {
    const cases: [tf.layers.Layer, number[]][] = [
      [tf.layers.dense({ units: 3, activation: 'relu' }), [batch, length, 4]],
      [tf.layers.conv2d({ filters: 2, kernelSize: 3, padding: 'same' }), [batch, length, 4, 5, 2]],
      [tf.layers.globalAveragePooling1d(), [batch, length, 4, 3]],
      [tf.layers.gru({ units: 3 }), [batch, length, 4, 2]],
      [tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] }), tf.layers.softmax()] }), [batch, length, 3]],
    ];
    for (const [layer, shape] of cases) {
      expect(await layerError(tf.layers.timeDistributed({ layer }), shape, seed, open ? [1] : []), layer.name).toBeLessThanOrEqual(1e-5);
    }
  });
});
