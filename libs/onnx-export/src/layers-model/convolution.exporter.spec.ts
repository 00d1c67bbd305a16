import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { layerError, modelOf } from './parity.fixture.js';

const upTo = (max: number) => fc.integer({ min: 1, max });
const format = fc.constantFrom('channelsLast', 'channelsFirst') as fc.Arbitrary<'channelsLast' | 'channelsFirst'>;
const padding = fc.constantFrom('same', 'valid') as fc.Arbitrary<'same' | 'valid'>;
const activation = fc.constantFrom('linear', 'relu', 'softmax', 'tanh') as fc.Arbitrary<'linear' | 'relu' | 'softmax' | 'tanh'>;
/** TensorFlow.js takes a stride or a dilation other than 1, not both. */
type Steps = { strides?: number; dilationRate?: number };
const steps: fc.Arbitrary<Steps> = fc.oneof(fc.record({ strides: upTo(3) }), fc.record({ dilationRate: upTo(2) }));
const common = fc.record({ padding, activation, useBias: fc.boolean(), kernelSize: upTo(3), filters: upTo(4) });
/** Where strides step over cells, TensorFlow.js' backends disagree in three dimensions, and ONNX cannot say 'same' of open lengths. */
const hasGaps = (kernel: number, step: Steps) => kernel < (step.strides ?? 1);
const seed = upTo(1e6);
const runs = { numRuns: 12 };

const shapeOf = (dataFormat: string, batch: number, spatial: readonly number[], channels: number) =>
  dataFormat === 'channelsFirst' ? [batch, channels, ...spatial] : [batch, ...spatial, channels];
const axes = (dataFormat: string, count: number) => Array.from({ length: count }, (_, i) => i + (dataFormat === 'channelsFirst' ? 2 : 1));

describe('convolutions agree with TensorFlow.js to 1e-5', () => {
  test.prop([common, steps, upTo(4), seed, fc.boolean()], runs)('Conv1D', async (args, step, channels, start, open) => {
    fc.pre(args.padding === 'valid' || !open || !hasGaps(args.kernelSize, step));
    expect(await layerError(tf.layers.conv1d({ ...args, ...step }), [2, 9, channels], start, open ? [1] : [])).toBeLessThanOrEqual(1e-5);
  });

  test.prop([common, steps, format, upTo(4), seed, fc.boolean()], runs)('Conv2D', async (args, step, dataFormat, channels, start, open) => {
    fc.pre(args.padding === 'valid' || !open || !hasGaps(args.kernelSize, step));
    const layer = tf.layers.conv2d({ ...args, ...step, dataFormat });
    const shape = shapeOf(dataFormat, 2, [7, 8], channels);
    expect(await layerError(layer, shape, start, open ? axes(dataFormat, 2) : [])).toBeLessThanOrEqual(1e-5);
  });

  test.prop([common, steps, format, upTo(3), seed, fc.boolean()], runs)('Conv3D', async (args, step, dataFormat, channels, start, open) => {
    fc.pre(args.padding === 'valid' || !hasGaps(args.kernelSize, step));
    const layer = tf.layers.conv3d({ ...args, ...step, dataFormat });
    const shape = shapeOf(dataFormat, 1, [5, 6, 7], channels);
    expect(await layerError(layer, shape, start, open ? axes(dataFormat, 3) : [])).toBeLessThanOrEqual(1e-5);
  });

  test.prop([common, upTo(3), upTo(2), format, upTo(3), seed], runs)(
    'DepthwiseConv2D',
    async (args, strides, depthMultiplier, dataFormat, channels, start) => {
      const layer = tf.layers.depthwiseConv2d({ ...args, strides, depthMultiplier, dataFormat });
      expect(await layerError(layer, shapeOf(dataFormat, 2, [6, 7], channels), start)).toBeLessThanOrEqual(1e-5);
    },
  );

  test.prop([common, steps, upTo(2), upTo(3), seed], runs)('SeparableConv2D', async (args, step, depthMultiplier, channels, start) => {
    const layer = tf.layers.separableConv2d({ ...args, ...step, depthMultiplier });
    expect(await layerError(layer, [2, 6, 7, channels], start)).toBeLessThanOrEqual(1e-5);
  });

  test.prop([common, upTo(4), format, upTo(3), seed, fc.boolean()], runs)(
    'Conv2DTranspose',
    async (args, strides, dataFormat, channels, start, open) => {
      const layer = tf.layers.conv2dTranspose({ ...args, strides, dataFormat });
      const shape = shapeOf(dataFormat, 2, [4, 5], channels);
      expect(await layerError(layer, shape, start, open ? axes(dataFormat, 2) : [])).toBeLessThanOrEqual(1e-5);
    },
  );

  test.prop([common, upTo(3), format, upTo(3), seed], runs)('Conv3DTranspose', async (args, strides, dataFormat, channels, start) => {
    fc.pre(args.padding === 'valid' || !hasGaps(args.kernelSize, { strides }));
    const layer = tf.layers.conv3dTranspose({ ...args, strides, dataFormat });
    expect(await layerError(layer, shapeOf(dataFormat, 1, [3, 4, 2], channels), start)).toBeLessThanOrEqual(1e-5);
  });
});

it('refuses what TensorFlow.js itself gets wrong, and says what to use instead', async () => {
  const options = { filters: 2, kernelSize: 3, dataFormat: 'channelsFirst' } as const;
  await expect(exportOnnx(modelOf(tf.layers.conv1d({ ...options, name: 'c1' }), [[2, 9]]))).rejects.toThrow(
    /"c1" \(Conv1D\).*channelsLast/,
  );
  const gap = tf.layers.conv3d({ filters: 2, kernelSize: 1, strides: 2, padding: 'same', name: 'gap' });
  await expect(exportOnnx(modelOf(gap, [[4, 4, 4, 1]]))).rejects.toThrow(/"gap" \(Conv3D\).*'valid'/);
  await expect(exportOnnx(modelOf(tf.layers.separableConv2d({ ...options, name: 's2' }), [[2, 9, 9]]))).rejects.toThrow(/"s2"/);
});
