/** The weights of a model under names that are the same in the next process. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import type { Stateful } from '../checkpoint/stateful.js';

/** A model of tf.layers, or variables of one's own with a name each. */
export type TrainableModel = tf.LayersModel | Readonly<Record<string, tf.Variable>>;

export const isLayersModel = (model: TrainableModel): model is tf.LayersModel => Array.isArray((model as tf.LayersModel).layers);

/**
 * All weights, also those that are frozen or (as in batch normalisation) not learned, by name: `dense_0/kernel`.
 *
 * A layer that was given a name keeps it; others are numbered within the model, because TensorFlow.js numbers them within the process.
 * @throws {InvalidInputError} `MODEL_NOT_BUILT` where layers do not know their shapes yet
 */
export function modelWeights(model: TrainableModel): Map<string, tf.Variable> {
  const weights = isLayersModel(model) ? layerWeights(model.layers, '') : new Map(Object.entries(model));
  if (weights.size === 0) {
    throw new InvalidInputError('MODEL_NOT_BUILT', 'The model has no weights: give its first layer an inputShape, or pass its variables.');
  }
  return weights;
}

/**
 * Those that an update may change now: neither the layer nor the variable is frozen.
 * @throws {InvalidInputError} `NOTHING_TO_TRAIN`
 */
export function trainableVariables(model: TrainableModel): tf.Variable[] {
  const all = isLayersModel(model) ? model.trainableWeights.map(variableOf) : Object.values(model);
  const trainable = all.filter((variable) => variable.trainable);
  if (trainable.length === 0) throw new InvalidInputError('NOTHING_TO_TRAIN', 'Every weight is frozen: unfreeze a layer.');
  return trainable;
}

/** The weights as a part of a checkpoint. */
export const modelState = (model: TrainableModel): Stateful => ({
  state: () => ({ tensors: Object.fromEntries(modelWeights(model)) }),
  restore: ({ tensors = {} }) => modelWeights(model).forEach((variable, name) => variable.assign(tensors[name]!)),
});

function layerWeights(layers: readonly tf.layers.Layer[], prefix: string): Map<string, tf.Variable> {
  const weights = new Map<string, tf.Variable>();
  const numbers = new Map<string, number>();
  for (const layer of layers) {
    const kind = layer.name.match(/^(.+)_([A-Z]\w*?)\d+$/); // dense_Dense12: named by TensorFlow.js
    const number = numbers.get(layer.getClassName()) ?? 0;
    numbers.set(layer.getClassName(), number + 1);
    const name = prefix + (kind && kind[2] === layer.getClassName() ? `${kind[1]}_${number}` : layer.name);
    const inner = (layer as tf.LayersModel).layers;
    if (Array.isArray(inner)) layerWeights(inner, `${name}/`).forEach((variable, key) => weights.set(key, variable));
    else
      layer.weights.forEach((weight) => weights.set(free(`${name}/${weight.originalName.split('/').at(-1)}`, weights), variableOf(weight)));
  }
  return weights;
}

/** A wrapper such as Bidirectional has two weights of one name. */
function free(name: string, taken: ReadonlyMap<string, unknown>): string {
  let number = 1;
  let candidate = name;
  while (taken.has(candidate)) candidate = `${name}_${number++}`;
  return candidate;
}

/** Declared as a tensor, but always the variable itself. */
const variableOf = (weight: { read(): tf.Tensor }) => weight.read() as tf.Variable;
