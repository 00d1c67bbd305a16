/** Softmax over the candidates of a batch, corrected for how often each of them is drawn. */
import * as tf from '@tensorflow/tfjs';
import { softmaxCrossEntropy } from './softmax-cross-entropy.js';

export interface InfoNce {
  /** [B, C] similarities of B queries and C ≥ B candidates; candidate b is the positive of query b, all others are its negatives. */
  scores: tf.Tensor2D;
  /** 1 unless told; a variable where it is learned. */
  temperature?: number | tf.Scalar;
  /** [C] log of the probability with which each candidate is drawn; alike unless told. */
  logQ?: tf.Tensor1D;
  /** [B, C] 1 where a candidate must not count as a negative: the positive drawn again, or another positive of the query. */
  excluded?: tf.Tensor2D;
}

const MASKED = 1e9;

/**
 * Mean over the queries of −log softmax(s/τ − log Q) at the positive (van den Oord et al. 2018, eq. 4). With log Q, a sampled softmax over all
 * items: Bengio & Senécal 2008; for two towers Yi et al. 2019, eq. 3–5.
 *
 * @example
 * infoNceLoss({ scores: tf.matMul(users, items, false, true), temperature: 0.05, logQ });
 */
export function infoNceLoss({ scores, temperature = 1, logQ, excluded }: InfoNce): tf.Scalar {
  const [queries, candidates] = scores.shape;
  const scaled = temperature === 1 ? scores : scores.div<tf.Tensor2D>(temperature);
  const corrected = logQ ? scaled.sub(logQ) : scaled;
  const logits = excluded ? corrected.sub(excluded.mul(MASKED)) : corrected;
  return softmaxCrossEntropy(logits, tf.eye(queries, candidates)).mean().asScalar();
}

/**
 * log of the share of draws that a candidate takes where B of them are the positives of the batch and N are drawn uniformly (Yang et al. 2020):
 * log((B·p + N/n) / (B + N)).
 *
 * @param frequency p, the candidate's share of the positives
 * @param inBatch B
 * @param uniform N
 * @param items n, from which the N are drawn
 */
export const logMixture = (frequency: number, inBatch: number, uniform: number, items: number): number =>
  Math.log((inBatch * frequency + uniform / items) / (inBatch + uniform));
