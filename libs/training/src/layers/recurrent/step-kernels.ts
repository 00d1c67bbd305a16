/**
 * The kernels that a step of a recurrence is made of, on float32 tensors.
 *
 * `tf.add` and its like look at types, tape and scope first: as much time as a kernel takes on so little, hundreds of times in a layer.
 * For use within a custom gradient only, which tapes nothing.
 */
import * as tf from '@tensorflow/tfjs';

type Inputs = tf.NamedTensorMap;
const run = (name: string, inputs: Inputs, attributes?: tf.NamedAttrMap) => tf.engine().runKernel(name, inputs, attributes) as tf.Tensor;

export const add = (a: tf.Tensor, b: tf.Tensor) => run('Add', { a, b });
export const sub = (a: tf.Tensor, b: tf.Tensor) => run('Sub', { a, b });
export const mul = (a: tf.Tensor, b: tf.Tensor) => run('Multiply', { a, b });
export const maximum = (a: tf.Tensor, b: tf.Tensor) => run('Maximum', { a, b });
export const sigmoid = (x: tf.Tensor) => run('Sigmoid', { x });
export const tanh = (x: tf.Tensor) => run('Tanh', { x });

/** a · b, or a · bᵀ. */
export const matMul = (a: tf.Tensor, b: tf.Tensor, transposeB = false) => run('BatchMatMul', { a, b }, { transposeA: false, transposeB });
