/** Everything that the weights of a run depend on, as plain data: a checkpoint with another identity is refused. */
import type * as tf from '@tensorflow/tfjs';
import type { Json } from '../checkpoint/stateful.js';
import { isLayersModel, type TrainableModel } from './model-weights.js';
import type { WholeTrainConfig } from './train-config.js';

export interface RunIdentity {
  config: WholeTrainConfig;
  data: Json;
  optimiser: tf.Optimizer;
  /** The rate then follows from the configuration and the step. */
  scheduled: boolean;
  model: TrainableModel;
}

export function runIdentity({ config, data, optimiser, scheduled, model }: RunIdentity): Json {
  const { checkpoint: _, logEvery: __, prefetch: ___, optimiser: ____, ...decisive } = config; // what changes no weight may differ
  const { learningRate, ...settings } = optimiser.getConfig();
  const identity = {
    ...decisive,
    data,
    optimiser: { kind: optimiser.getClassName(), ...settings, ...(scheduled ? {} : { learningRate }) },
    ...(isLayersModel(model) && { layers: model.layers.map((layer) => ({ kind: layer.getClassName(), ...layer.getConfig() })) }),
  };
  return JSON.parse(JSON.stringify(identity, withoutCounters)) as Json;
}

/** `dense_Dense12` is called `dense_Dense3` in the next process: TensorFlow.js counts. */
const withoutCounters = (_key: string, value: unknown) =>
  typeof value === 'string' ? value.replace(/(_[A-Z]\w*?)\d+(?=$|\/)/, '$1') : value;
