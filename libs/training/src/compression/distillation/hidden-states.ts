/** The student's states as close as possible to the teacher's. */
import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../../random/random.js';
import { fixed, requireSameShape } from './soft-targets.js';

export interface HiddenStateOptions {
  /** [student width, teacher width], learned with the student; needed where the widths differ (Romero et al. 2015, Jiao et al. 2020). */
  projection?: tf.Tensor;
  /** float32 or int32 [B, L], 1 = token, 0 = padding, which does not count. */
  mask?: tf.Tensor;
}

/**
 * Mean squared difference of the states over tokens and features.
 * @param student float32 [B, L, width]
 * @param teacher float32 [B, L, teacher width]; no gradient flows into it
 * @throws {InvalidInputError} `DISTIL_SHAPES`
 */
export function hiddenStateLoss(student: tf.Tensor, teacher: tf.Tensor, { projection, mask }: HiddenStateOptions = {}): tf.Scalar {
  return tf.tidy(() => {
    const states = projection ? projected(student, projection) : student;
    requireSameShape('hidden states', states, teacher);
    const error = tf.squaredDifference(states, fixed(teacher)).mean(-1);
    if (!mask) return error.mean().asScalar();
    const weights = mask.toFloat();
    return error.mul(weights).sum().div(tf.maximum(weights.sum(), 1)).asScalar(); // prettier-ignore
  });
}

const projected = (states: tf.Tensor, projection: tf.Tensor) =>
  tf
    .matMul(states.reshape([-1, states.shape.at(-1)!]), projection as tf.Tensor2D)
    .reshape([...states.shape.slice(0, -1), projection.shape[1]!]);

/** A projection to learn: normal with a standard deviation that keeps a state's length. */
export function createProjection(studentWidth: number, teacherWidth: number, seed = 1): tf.Variable {
  const random = createRandom(seed);
  const scale = 1 / Math.sqrt(studentWidth);
  const values = Float32Array.from({ length: studentWidth * teacherWidth }, () => scale * random.normal());
  return tf.tidy(() => tf.variable(tf.tensor2d(values, [studentWidth, teacherWidth])));
}
