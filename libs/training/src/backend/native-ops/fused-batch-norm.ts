/** Batch normalisation and its gradient in one op each. */
import * as tf from '@tensorflow/tfjs';
import { float32, type NativeEngine, type OpAttribute } from './native-op.js';
import { runOneDnn } from './one-dnn.js';

export interface FusedBatchNorm {
  /** (x − mean) / √(variance + ε) · γ + β, [rows, channels] as x. */
  value: tf.Tensor;
  /** [channels] each, the variance divided by the number of rows. */
  mean: tf.Tensor;
  variance: tf.Tensor;
  /** What the gradient wants to see again. */
  saved: tf.Tensor[];
}

/**
 * TensorFlow's op FusedBatchNormV3 in training, by oneDNN: ask `hasOneDnn` first.
 *
 * @param x [rows, channels], γ and β [channels]
 */
export function fusedBatchNorm(engine: NativeEngine, x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number): FusedBatchNorm {
  const unused = tf.zeros([0]); // mean and variance, where they are not those of x
  const inputs = [asImages(x), gamma, beta, unused, unused];
  const [y, mean, , , variance, workspace] = runOneDnn(engine, 'FusedBatchNormV3', attributes(engine, epsilon), inputs, 6) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  return { value: tf.reshape(y, x.shape), mean, variance, saved: [x, gamma, mean, variance, workspace] };
}

/** TensorFlow's op FusedBatchNormGradV3. @returns gradients by x, γ and β */
export function fusedBatchNormGradient(engine: NativeEngine, dy: tf.Tensor, saved: tf.Tensor[], epsilon: number): tf.Tensor[] {
  const [x, ...others] = saved as [tf.Tensor, ...tf.Tensor[]];
  const inputs = [asImages(dy), asImages(x), ...others];
  const [dx, dGamma, dBeta] = runOneDnn(engine, 'FusedBatchNormGradV3', attributes(engine, epsilon), inputs, 5) as [tf.Tensor, tf.Tensor, tf.Tensor]; // prettier-ignore
  return [tf.reshape(dx, dy.shape), dGamma, dBeta];
}

const asImages = (rows: tf.Tensor) => tf.reshape(rows, [rows.shape[0]!, 1, 1, rows.shape[1]!]);

const attributes = (engine: NativeEngine, epsilon: number): OpAttribute[] => [
  float32(engine, 'T'),
  float32(engine, 'U'),
  { name: 'epsilon', type: engine.binding.TF_ATTR_FLOAT, value: epsilon },
  { name: 'is_training', type: engine.binding.TF_ATTR_BOOL, value: true },
  { name: 'data_format', type: engine.binding.TF_ATTR_STRING, value: 'NHWC' },
];
