/** What the teacher thinks of all classes, not only of the right one. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';

/**
 * T² · KL(softmax(teacher / T) ‖ softmax(student / T)), the mean over rows in nats (Hinton, Vinyals & Dean 2015).
 *
 * T² keeps the gradient's size independent of the temperature, so that the weight against a loss on labels need not change with it.
 *
 * @param student logits float32 […, classes]
 * @param teacher logits of the same shape; no gradient flows into them
 * @throws {InvalidInputError} `DISTIL_SHAPES` where the shapes differ, `DISTIL_TEMPERATURE` where T is not above 0
 */
export function softTargetLoss(student: tf.Tensor, teacher: tf.Tensor, temperature = 2): tf.Scalar {
  requireSameShape('logits', student, teacher);
  if (!(temperature > 0))
    throw new InvalidInputError('DISTIL_TEMPERATURE', `A temperature of ${temperature} has no meaning: choose one above 0.`);
  return tf.tidy(() => {
    const target = tf.logSoftmax(fixed(teacher).div(temperature));
    const answer = tf.logSoftmax(student.div(temperature));
    const divergence = target.exp().mul(target.sub(answer)).sum(-1);
    return divergence.mean().mul(temperature ** 2).asScalar(); // prettier-ignore
  });
}

/** A tensor through which no gradient flows. */
export const fixed = <T extends tf.Tensor>(tensor: T): T => tf.customGrad((x) => ({ value: (x as tf.Tensor).clone(), gradFunc: () => tf.zerosLike(x as tf.Tensor) }))(tensor) as T; // prettier-ignore

export function requireSameShape(what: string, student: tf.Tensor, teacher: tf.Tensor): void {
  if (student.shape.join() === teacher.shape.join()) return;
  throw new InvalidInputError(
    'DISTIL_SHAPES',
    `The ${what} of student [${student.shape}] and teacher [${teacher.shape}] differ in shape: map layers of the same kind, and project where widths differ.`,
  );
}
