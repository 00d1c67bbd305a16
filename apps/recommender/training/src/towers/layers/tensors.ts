/** What a layer's `call` is given: TensorFlow.js hands one tensor, or a list of one. */
import type * as tf from '@tensorflow/tfjs';

export const onlyTensor = (inputs: tf.Tensor | tf.Tensor[]): tf.Tensor => (Array.isArray(inputs) ? inputs[0]! : inputs);
