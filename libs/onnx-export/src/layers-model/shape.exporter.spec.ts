import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect } from 'vitest';
import { layerError } from './parity.fixture.js';

const upTo = (max: number) => fc.integer({ min: 1, max });
const few = fc.nat(2);
const format = fc.constantFrom('channelsLast', 'channelsFirst') as fc.Arbitrary<'channelsLast' | 'channelsFirst'>;
const seed = upTo(1e6);
const runs = { numRuns: 6 };
const shapeOf = (dataFormat: string, height: number, width: number, channels: number) =>
  dataFormat === 'channelsFirst' ? [2, channels, height, width] : [2, height, width, channels];

describe('moving layers agree with TensorFlow.js', () => {
  test.prop([upTo(4), upTo(4), seed, fc.boolean()], runs)('reshape, flatten, permute, repeat', async (height, width, start, open) => {
    const layers: [tf.layers.Layer, number[]][] = [
      [tf.layers.reshape({ targetShape: [width, -1] }), [3, height * 2, width]],
      [tf.layers.reshape({ targetShape: [width, 2, height] }), [3, height * 2, width]],
      [tf.layers.permute({ dims: [2, 1] }), [3, height, width]],
    ];
    for (const [layer, shape] of layers) expect(await layerError(layer, shape, start, open ? [1] : []), layer.name).toBe(0);
    expect(await layerError(tf.layers.flatten(), [3, height, width], start)).toBe(0);
    expect(await layerError(tf.layers.flatten({ dataFormat: 'channelsFirst' }), [3, 2, height, width], start)).toBe(0);
    expect(await layerError(tf.layers.repeatVector({ n: height }), [3, width], start)).toBe(0);
  });

  test.prop([few, few, few, few, format, seed], runs)('cropping and zero padding', async (top, bottom, left, right, dataFormat, start) => {
    const edges: [[number, number], [number, number]] = [
      [top, bottom],
      [left, right],
    ];
    const shape = shapeOf(dataFormat, 6, 7, 3);
    expect(await layerError(tf.layers.zeroPadding2d({ padding: edges, dataFormat }), shape, start)).toBe(0);
    expect(await layerError(tf.layers.cropping2D({ cropping: edges, dataFormat }), shape, start)).toBe(0);
  });

  test.prop([upTo(3), upTo(3), format, fc.constantFrom('nearest', 'bilinear'), seed, fc.boolean()], runs)(
    'upsampling',
    async (height, width, dataFormat, interpolation, start, open) => {
      const layer = tf.layers.upSampling2d({ size: [height, width], dataFormat, interpolation: interpolation as 'nearest' });
      const axes = dataFormat === 'channelsFirst' ? [2, 3] : [1, 2];
      expect(await layerError(layer, shapeOf(dataFormat, 4, 5, 2), start, open ? axes : [])).toBeLessThanOrEqual(1e-5);
    },
  );

  test.prop([fc.constantFrom(0, -1.5), seed], { numRuns: 4 })('rescaling, and dropout that is gone', async (offset, start) => {
    expect(await layerError(tf.layers.rescaling({ scale: 0.3, offset }), [2, 5], start)).toBeLessThanOrEqual(1e-5);
    expect(await layerError(tf.layers.dropout({ rate: 0.5 }), [2, 5], start)).toBe(0);
    expect(await layerError(tf.layers.spatialDropout1d({ rate: 0.5 }), [2, 4, 5], start)).toBe(0);
    expect(await layerError(tf.layers.gaussianNoise({ stddev: 1 }), [2, 5], start)).toBe(0);
    expect(await layerError(tf.layers.gaussianDropout({ rate: 0.5 }), [2, 5], start)).toBe(0);
    expect(await layerError(tf.layers.alphaDropout({ rate: 0.5 }), [2, 5], start)).toBe(0);
  });
});
