/** What the detector is told. */
import { heatMapFocalLoss } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import type { DetectorNetwork } from './detector-network.js';

/** All float32; D, H, W count cells. */
export interface DetectorBatch {
  /** [B, 4D, 4H, 4W, 1] */
  tile: tf.Tensor5D;
  /** [B, D, H, W, 1]: 1 at the cell of a centre, falling around it. */
  heat: tf.Tensor5D;
  /** [B, D, H, W, 1]: 0 where nobody knows. */
  weight: tf.Tensor5D;
  /** [B, D, H, W, 4]: offset along x, y, z in cells, logarithm of the diameter. */
  shape: tf.Tensor5D;
}

/** Offset and size are learned where the heat is at least this. */
export const SHAPE_FROM = 0.1;

/** Penalty-reduced focal loss of the heat map, plus the mean absolute error of offset (cells) and log-diameter near centres, weighted by the heat. */
export function detectorLoss({ model }: DetectorNetwork, { tile, heat, weight, shape }: DetectorBatch): tf.Scalar {
  const [logits, offset, size] = model.apply(tile, { training: true }) as tf.Tensor[];
  const near = heat.mul(heat.greaterEqual(SHAPE_FROM)).mul(weight);
  const errors = tf.concat([offset!, size!], 4).sub(shape).abs().mul(near).sum();
  return heatMapFocalLoss({ logits: logits!, targets: heat, weights: weight })
    .add(errors.div(near.sum().maximum(1)))
    .asScalar();
}
