/** From the losses of single examples to one number. */
import * as tf from '@tensorflow/tfjs';

export interface Reduction {
  /** Weight of each loss, of its shape: 0 for padding. */
  weights?: tf.Tensor;
  /** `mean` (by the sum of the weights) unless told. */
  reduction?: 'mean' | 'sum';
}

/** Σ wᵢlᵢ, or Σ wᵢlᵢ / Σ wᵢ, which is 0 where all weights are. */
export function reduced(losses: tf.Tensor, { weights, reduction = 'mean' }: Reduction): tf.Scalar {
  if (!weights) return (reduction === 'mean' ? losses.mean() : losses.sum()).asScalar();
  const sum = losses.mul(weights).sum();
  return (reduction === 'mean' ? sum.div(weights.sum().maximum(1e-12)) : sum).asScalar();
}
