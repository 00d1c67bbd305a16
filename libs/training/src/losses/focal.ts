/** Losses that turn from the many easy examples to the few hard ones. */
import * as tf from '@tensorflow/tfjs';
import { oneHot } from './labels.js';
import { reduced, type Reduction } from './reduction.js';

export interface BinaryFocal extends Reduction {
  /** Of any shape, before the sigmoid. */
  logits: tf.Tensor;
  /** 0 or 1, of the same shape. */
  targets: tf.Tensor;
  /** How much an easy example is turned down; 2 unless told, 0 is cross-entropy. */
  gamma?: number;
  /** Weight of the positives, against 1 − α for the negatives; 0.25 unless told, null for 1 and 1. */
  alpha?: number | null;
}

/** −α_t (1 − p_t)^γ log p_t (Lin et al. 2017, eq. 5). A detector takes `reduction: 'sum'` and divides by its positives. */
export function binaryFocalLoss({ logits, targets, gamma = 2, alpha = 0.25, ...reduction }: BinaryFocal): tf.Scalar {
  const towards = logits.mul(targets.mul(2).sub(1)); // logit of the true class
  const hard = tf.softplus(towards); // −log(1 − p_t), of which no power of a vanishing number is needed
  const losses = tf.exp(hard.mul(-gamma)).mul(tf.softplus(towards.neg()));
  return reduced(alpha === null ? losses : losses.mul(targets.mul(2 * alpha - 1).add(1 - alpha)), reduction);
}

export interface Focal extends Reduction {
  /** [..., C], before the softmax. */
  logits: tf.Tensor;
  /** [...] int32: the class of each example. */
  labels: tf.Tensor;
  /** 2 unless told, 0 is cross-entropy. */
  gamma?: number;
  /** [C] weight of each class; 1 unless told. */
  alpha?: tf.Tensor1D;
}

/** −α_y (1 − p_y)^γ log p_y with p = softmax(z). The mean is over examples, not over their α. */
export function focalLoss({ logits, labels, gamma = 2, alpha, ...reduction }: Focal): tf.Scalar {
  const targets = oneHot(labels, logits);
  const log = tf.logSoftmax(logits).mul(targets).sum(-1);
  const rest = tf.maximum(tf.expm1(log).neg(), 1e-12); // 1 − p_y; above 0, where a power below 1 has no gradient
  const losses = rest.pow(gamma).mul(log).neg();
  return reduced(alpha ? losses.mul(targets.mul(alpha).sum(-1)) : losses, reduction);
}
