/** Focal loss of a heat map whose peaks are objects, as in detectors without anchors. */
import * as tf from '@tensorflow/tfjs';

export interface HeatMapFocal {
  /** Of any shape, before the sigmoid. */
  logits: tf.Tensor;
  /** Of the same shape: exactly 1 at an object's centre, falling to 0 around it. */
  targets: tf.Tensor;
  /** Of the same shape: 0 where nothing is known, so that nothing is learned; 1 everywhere unless told. */
  weights?: tf.Tensor;
  /** 2 unless told. */
  alpha?: number;
  /** How much the surroundings of a centre are spared; 4 unless told. */
  beta?: number;
}

/**
 * −1/N Σ (1 − p)^α log p at the N centres and (1 − y)^β p^α log(1 − p) elsewhere (Law & Deng 2018, eq. 1; Zhou et al. 2019).
 * Divided by 1 where a batch has no object.
 */
export function heatMapFocalLoss({ logits, targets, weights, alpha = 2, beta = 4 }: HeatMapFocal): tf.Scalar {
  const miss = tf.softplus(logits); // −log(1 − p)
  const hit = tf.softplus(logits.neg()); // −log p
  const centres = targets.equal(1).cast('float32');
  const at = tf.exp(miss.mul(-alpha)).mul(hit).mul(centres);
  const elsewhere = tf.exp(hit.mul(-alpha)).mul(miss).mul(targets.sub(1).neg().pow(beta)); // 0 at a centre by itself
  const counted = (each: tf.Tensor) => (weights ? each.mul(weights) : each).sum();
  return counted(at.add(elsewhere)).div(counted(centres).maximum(1)).asScalar();
}
