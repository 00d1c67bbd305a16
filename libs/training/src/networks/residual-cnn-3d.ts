/** A residual 3-D convolutional network (He et al. 2016) as a tf.LayersModel. */
import { parseWith } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { FastDropout } from '../layers/core/fast-dropout.js';
import { GlobalAveragePooling3d } from '../layers/volume/global-average-pooling-3d.js';
import { convolution3d, residualBlock3d } from '../layers/volume/residual-block-3d.js';

const positive = z.int().positive();
const length = positive.nullable();

export const residualCnn3dSchema = z
  .strictObject({
    /** [depth, height, width, channels]; null for a length that is open. */
    inputShape: z.tuple([length, length, length, positive]),
    /** Channels of each level; each level after the first halves the lengths. */
    widths: z.array(positive).min(1).max(8),
    /** Residual blocks of each level. */
    blocks: positive.default(1),
    /** What the network answers: classes, or values. */
    outputs: positive,
    /** Of the answer. */
    activation: z.enum(['linear', 'sigmoid', 'softmax']).default('linear'),
    /** Before the last layer. */
    dropout: z.number().min(0).lt(1).default(0),
    /** Of the initial weights. */
    seed: z.int().nonnegative().default(1),
  })
  .refine(({ activation, outputs }) => activation !== 'softmax' || outputs > 1, {
    error: 'a softmax over one output is always 1: use sigmoid',
    path: ['activation'],
  })
  .refine(({ inputShape, widths }) => inputShape.slice(0, 3).every((each) => each === null || each >= 2 ** (widths.length - 1)), {
    error: 'a length would be halved to nothing: use fewer levels or larger volumes',
    path: ['widths'],
  });

export type ResidualCnn3dOptions = z.input<typeof residualCnn3dSchema>;

/** Seeds of two blocks' weights lie this far apart. */
const SEED_STRIDE = 8;

/**
 * Stem and levels: the feature maps of each level, finest first, for heads of your own (a detector's, a segmentation's).
 * @param x [B, D, H, W, C]
 */
export function residualLevels3d(
  x: tf.SymbolicTensor,
  { widths, blocks = 1, seed = 1 }: Pick<ResidualCnn3dOptions, 'widths' | 'blocks' | 'seed'>,
) {
  let features = convolution3d(x, { name: 'stem', width: widths[0]!, stride: 1, seed });
  return widths.map((width, level) => {
    for (let block = 0; block < blocks; block++) {
      const stride = level > 0 && block === 0 ? 2 : 1;
      const number = level * blocks + block + 1;
      features = residualBlock3d(features, { name: `level.${level}.${block}`, width, stride, seed: seed + number * SEED_STRIDE });
    }
    return features;
  });
}

/**
 * Input `volume` float32 [B, D, H, W, C], output [B, outputs]: levels of residual blocks, the mean over the volume, one dense layer.
 *
 * @throws {InvalidInputError} `CNN3D_CONFIG_INVALID`
 *
 * @example
 * const model = residualCnn3d({ inputShape: [48, 48, 48, 1], widths: [16, 32, 64, 64], outputs: 1, activation: 'sigmoid' });
 */
export function residualCnn3d(options: ResidualCnn3dOptions): tf.LayersModel {
  const config = parseWith(residualCnn3dSchema, options, 'CNN3D_CONFIG_INVALID', 'The configuration of the 3-D network');
  const volume = tf.input({ shape: [...config.inputShape], name: 'volume' });
  const mean = new GlobalAveragePooling3d({ name: 'mean' }).apply(residualLevels3d(volume, config).at(-1)!) as tf.SymbolicTensor;
  const kept = config.dropout > 0 ? (new FastDropout({ name: 'dropout', rate: config.dropout }).apply(mean) as tf.SymbolicTensor) : mean;
  const dense = tf.layers.dense({
    name: 'outputs',
    units: config.outputs,
    activation: config.activation,
    kernelInitializer: tf.initializers.glorotUniform({ seed: config.seed }),
  });
  return tf.model({ name: 'residual_cnn_3d', inputs: volume, outputs: dense.apply(kept) as tf.SymbolicTensor });
}
