/** The part that both networks have. */
import { convolution3d, residualBlock3d } from '@casebook/training';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const positive = z.int().positive();
/** Convolutions are three voxels wide: wider strides would skip some. */
const stride = positive.max(3);

export const encoderSchema = z.strictObject({
  /** The only convolution that sees every voxel. */
  stem: z.strictObject({ width: positive, stride }),
  /** Residual blocks; the first block of a level has its stride. */
  levels: z.array(z.strictObject({ width: positive, blocks: positive, stride })).min(1),
  dropout: z.number().min(0).lt(1),
  /** Of the initial weights. */
  seed: z.int().nonnegative(),
});
export type EncoderConfig = z.infer<typeof encoderSchema>;

/** Voxels along a cell of each level. */
export function stridesOf({ stem, levels }: { stem: { stride: number }; levels: readonly { stride: number }[] }): number[] {
  let total = stem.stride;
  return levels.map(({ stride }) => (total *= stride));
}

/** Seeds of two blocks' weights lie this far apart. */
const SEED_STRIDE = 8;

/** Features of each level, finest first (He et al. 2016). @param x [B, D, H, W, 1] */
export function encoder(x: tf.SymbolicTensor, { stem, levels, seed }: EncoderConfig): tf.SymbolicTensor[] {
  let features = convolution3d(x, { name: 'stem', ...stem, seed });
  let block = 0;
  return levels.map(({ width, blocks, stride }, level) => {
    for (let n = 0; n < blocks; n++) {
      const name = `level.${level}.${n}`;
      features = residualBlock3d(features, { name, width, stride: n === 0 ? stride : 1, seed: seed + ++block * SEED_STRIDE });
    }
    return features;
  });
}
