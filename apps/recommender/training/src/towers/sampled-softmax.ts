/** Sampled softmax over the items of a batch, corrected for how often each item is drawn. */
import * as tf from '@tensorflow/tfjs';

export interface SampledSoftmaxInput {
  /** [B, C] dot products of the users and the C drawn items. */
  scores: tf.Tensor2D;
  temperature: tf.Scalar;
  /** [C] log of the probability with which a column's item is drawn, under the mixture of in-batch and uniform draws. */
  logQ: tf.Tensor1D;
  /** [B, C] 1 where a column must not count as a negative: the row's own target drawn again, or another of its positives. */
  hits: tf.Tensor2D;
}

const MASKED = 1e9;

/**
 * Mean over the rows of −log softmax(s/τ − log Q) at the row's own target, which is column b of row b.
 *
 * Correction: Yi et al., Sampling-Bias-Corrected Neural Modeling, RecSys 2019, eq. 3–5; mixed negatives: Yang et al., WWW 2020.
 */
export function sampledSoftmaxLoss({ scores, temperature, logQ, hits }: SampledSoftmaxInput): tf.Scalar {
  const [rows] = scores.shape;
  const logits = tf.sub(tf.sub(tf.div(scores, temperature), logQ), tf.mul(hits, MASKED));
  const own = tf.sum(tf.mul(tf.slice(logits, [0, 0], [rows, rows]), tf.eye(rows)), 1);
  return tf.mean(tf.sub(tf.logSumExp(logits, 1), own)) as tf.Scalar;
}

/**
 * log of the share of draws that item j takes: (B·p_j + N/n) / (B + N).
 *
 * @param frequency p_j, share of item j among the targets
 * @param inBatch B targets of the batch
 * @param uniform N draws, uniform over `items` items
 */
export const logMixture = (frequency: number, inBatch: number, uniform: number, items: number): number =>
  Math.log((inBatch * frequency + uniform / items) / (inBatch + uniform));
