/** The student's heads look where the teacher's look. */
import * as tf from '@tensorflow/tfjs';
import { fixed, requireSameShape } from './soft-targets.js';

export interface AttentionOptions {
  /** KL(teacher ‖ student) of each row (Wang et al. 2020, MiniLM), or the squared difference (Jiao et al. 2020, TinyBERT). `kl` unless told. */
  measure?: 'kl' | 'mse';
  /** float32 or int32 [B, L], 1 = token, 0 = padding: rows of padding do not count. */
  mask?: tf.Tensor;
}

/** A probability of 0 has no logarithm. */
const SMALLEST = 1e-9;

/**
 * How far two layers' attention probabilities lie apart: the mean over batch, heads and rows; for `mse` over columns too.
 * Where the numbers of heads differ, their averages over heads are compared.
 *
 * @param student float32 [B, heads, L, L], rows that sum to 1
 * @param teacher the same; no gradient flows into it
 * @throws {InvalidInputError} `DISTIL_SHAPES`
 */
export function attentionLoss(student: tf.Tensor, teacher: tf.Tensor, { measure = 'kl', mask }: AttentionOptions = {}): tf.Scalar {
  return tf.tidy(() => {
    const sameHeads = student.shape[1] === teacher.shape[1];
    const [answer, target] = sameHeads ? [student, fixed(teacher)] : [student.mean(1, true), fixed(teacher).mean(1, true)];
    requireSameShape('attention probabilities', answer, target);
    const log = (p: tf.Tensor) => tf.log(tf.maximum(p, SMALLEST));
    const rows = measure === 'mse' ? tf.squaredDifference(answer, target).mean(-1) : target.mul(log(target).sub(log(answer))).sum(-1);
    const perRow = rows.mean(1); // [B, L]
    if (!mask) return perRow.mean().asScalar();
    const weights = mask.toFloat();
    return perRow.mul(weights).sum().div(tf.maximum(weights.sum(), 1)).asScalar(); // prettier-ignore
  });
}
