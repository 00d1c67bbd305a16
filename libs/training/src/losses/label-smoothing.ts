/** Cross-entropy with softened targets. */
import type * as tf from '@tensorflow/tfjs';
import { oneHot } from './labels.js';
import { reduced, type Reduction } from './reduction.js';
import { softmaxCrossEntropy } from './softmax-cross-entropy.js';

export interface LabelSmoothing extends Reduction {
  /** [..., C], before the softmax. */
  logits: tf.Tensor;
  /** [...] int32: the class of each example. */
  labels: tf.Tensor;
  /** Share of the target that is spread over all classes; 0 (plain cross-entropy) unless told. */
  smoothing?: number;
}

/**
 * −Σ_c q_c log softmax(z)_c with q = (1 − ε)·onehot + ε/C (Szegedy et al. 2016, section 7). `weights` and the mean are over examples.
 *
 * @example
 * model.compile({ optimizer, loss: (labels, logits) => labelSmoothingLoss({ labels: labels as tf.Tensor, logits: logits as tf.Tensor, smoothing: 0.1 }) });
 */
export function labelSmoothingLoss({ logits, labels, smoothing = 0, ...reduction }: LabelSmoothing): tf.Scalar {
  const hard = oneHot(labels, logits);
  const targets = smoothing > 0 ? hard.mul(1 - smoothing).add(smoothing / logits.shape.at(-1)!) : hard;
  return reduced(softmaxCrossEntropy(logits, targets), reduction);
}
