/** What TensorFlow.js hands a layer: one tensor or shape, or a list of them. */
import type * as tf from '@tensorflow/tfjs';

/** Arguments that every layer takes: name, trainable, … */
export type LayerArgs = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;

/** Keywords of a call; `training` is true inside a training step. */
export type CallArgs = Record<string, unknown>;

export const oneTensor = (inputs: tf.Tensor | tf.Tensor[]): tf.Tensor => (Array.isArray(inputs) ? inputs[0]! : inputs);

export const tensors = (inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] => (Array.isArray(inputs) ? inputs : [inputs]);

export const shapes = (shape: tf.Shape | tf.Shape[]): tf.Shape[] => (isList(shape) ? shape : [shape]);

export const oneShape = (shape: tf.Shape | tf.Shape[]): tf.Shape => shapes(shape)[0]!;

/** A layer's own configuration for `getConfig`: what was not given stays out, JSON has no undefined. */
export const given = (config: Record<string, tf.serialization.ConfigDictValue | undefined>): tf.serialization.ConfigDict =>
  Object.fromEntries(Object.entries(config).filter((entry): entry is [string, tf.serialization.ConfigDictValue] => entry[1] !== undefined));

const isList = (shape: tf.Shape | tf.Shape[]): shape is tf.Shape[] => Array.isArray(shape[0]);
