import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { layerError, modelOf } from './parity.fixture.js';

const upTo = (max: number) => fc.integer({ min: 1, max });
const format = fc.constantFrom('channelsLast', 'channelsFirst') as fc.Arbitrary<'channelsLast' | 'channelsFirst'>;
const padding = fc.constantFrom('same', 'valid') as fc.Arbitrary<'same' | 'valid'>;
const args = fc.record({ padding, poolSize: upTo(3), strides: upTo(3) });
const seed = upTo(1e6);
const runs = { numRuns: 6 };
/** ONNX cannot say 'same' where strides step over cells of a length that is only known at run time. */
const isKnown = ({ padding, poolSize, strides }: { padding: string; poolSize: number; strides: number }, open: boolean) =>
  !open || padding === 'valid' || poolSize === 1 || poolSize >= strides;
const shapeOf = (dataFormat: string, spatial: readonly number[], channels: number) =>
  dataFormat === 'channelsFirst' ? [2, channels, ...spatial] : [2, ...spatial, channels];
const axes = (dataFormat: string, count: number) => Array.from({ length: count }, (_, i) => i + (dataFormat === 'channelsFirst' ? 2 : 1));

describe('pools agree with TensorFlow.js to 1e-5', () => {
  test.prop([args, upTo(3), seed, fc.boolean()], runs)('one dimension', async (options, channels, start, open) => {
    fc.pre(isKnown(options, open));
    for (const layer of [tf.layers.maxPooling1d(options), tf.layers.averagePooling1d(options)]) {
      expect(await layerError(layer, [2, 8, channels], start, open ? [1] : [])).toBeLessThanOrEqual(1e-5);
    }
  });

  test.prop([args, format, upTo(3), seed, fc.boolean()], runs)('two dimensions', async (options, dataFormat, channels, start, open) => {
    fc.pre(isKnown(options, open));
    for (const pool of [tf.layers.maxPooling2d, tf.layers.averagePooling2d]) {
      const error = await layerError(
        pool({ ...options, dataFormat }),
        shapeOf(dataFormat, [7, 6], channels),
        start,
        open ? axes(dataFormat, 2) : [],
      );
      expect(error).toBeLessThanOrEqual(1e-5);
    }
  });

  test.prop([args, format, upTo(2), seed, fc.boolean()], runs)('three dimensions', async (options, dataFormat, channels, start, open) => {
    fc.pre(options.padding === 'valid' || options.poolSize >= options.strides); // elsewhere TensorFlow.js' backends disagree
    for (const pool of [tf.layers.maxPooling3d, tf.layers.averagePooling3d]) {
      const error = await layerError(
        pool({ ...options, dataFormat }),
        shapeOf(dataFormat, [5, 4, 6], channels),
        start,
        open ? axes(dataFormat, 3) : [],
      );
      expect(error).toBeLessThanOrEqual(1e-5);
    }
  });

  test.prop([upTo(9), upTo(9), format, upTo(4), seed, fc.boolean()], runs)(
    'whole sequences and images',
    async (height, width, dataFormat, channels, start, open) => {
      for (const layer of [tf.layers.globalMaxPooling1d(), tf.layers.globalAveragePooling1d()]) {
        expect(await layerError(layer, [2, height, channels], start, open ? [1] : [])).toBeLessThanOrEqual(1e-5);
      }
      for (const layer of [tf.layers.globalMaxPooling2d({ dataFormat }), tf.layers.globalAveragePooling2d({ dataFormat })]) {
        expect(await layerError(layer, shapeOf(dataFormat, [height, width], channels), start)).toBeLessThanOrEqual(1e-5);
      }
    },
  );
});

it('names a pool that steps over cells of an open length', async () => {
  const model = modelOf(tf.layers.maxPooling1d({ poolSize: 2, strides: 3, padding: 'same', name: 'skip' }), [[null, 2]]);
  await expect(exportOnnx(model)).rejects.toThrow(/"skip" \(MaxPooling1D\).*known lengths/);
});
