/** Cross-entropy of a softmax with soft targets, in one kernel both ways where the engine has it: in single ops it is a dozen passes over the logits. */
import * as tf from '@tensorflow/tfjs';
import { float32, nativeCpu } from '../backend/native-ops/native-op.js';

/**
 * −Σ_c q_c log softmax(z)_c of each row. Its gradient for the logits is softmax(z) − q; targets have none.
 *
 * @param logits z, [..., C], before the softmax
 * @param targets q, float32 of the same shape; each row sums to 1 (rows that count for nothing: weigh their loss with 0)
 * @returns [...]
 *
 * @example
 * softmaxCrossEntropy(logits, tf.oneHot(labels, 10).cast('float32')).mean();
 */
export function softmaxCrossEntropy(logits: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  if (logits.rank === 2) return ofRows(logits, targets);
  const rows = [-1, logits.shape.at(-1)!];
  return ofRows(logits.reshape(rows), targets.reshape(rows)).reshape(logits.shape.slice(0, -1));
}

function ofRows(logits: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  return tf.customGrad((z, save) => {
    const { losses, slopes } = lossesAndSlopes(z as tf.Tensor, targets);
    (save as tf.GradSaveFunc)([slopes]);
    return { value: losses, gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => dy.expandDims(1).mul(saved!) };
  })(logits);
}

/** [B] and [B, C]. Natively TensorFlow's op SoftmaxCrossEntropyWithLogits. */
function lossesAndSlopes(logits: tf.Tensor, targets: tf.Tensor): { losses: tf.Tensor; slopes: tf.Tensor } {
  const engine = nativeCpu();
  if (engine) {
    const [losses, slopes] = engine.executeMultipleOutputs('SoftmaxCrossEntropyWithLogits', [float32(engine)], [logits, targets], 2);
    return { losses: losses!, slopes: slopes! };
  }
  const log = tf.logSoftmax(logits);
  return { losses: log.mul(targets).sum(-1).neg(), slopes: tf.exp(log).sub(targets) };
}
