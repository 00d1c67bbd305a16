/** Calls of layers while a model is put together. */
import * as tf from '@tensorflow/tfjs';

/** `layer.apply` of one or several symbolic tensors, with the type that it then has. */
export const call = (layer: tf.layers.Layer, ...inputs: tf.SymbolicTensor[]): tf.SymbolicTensor =>
  layer.apply(inputs.length === 1 ? inputs[0]! : inputs) as tf.SymbolicTensor;

/** The same for a layer of several outputs. */
export const callAll = (layer: tf.layers.Layer, ...inputs: tf.SymbolicTensor[]): tf.SymbolicTensor[] =>
  layer.apply(inputs) as tf.SymbolicTensor[];
