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

/** What changes no weight, and `optimiser`, which stands there as it is: one may be given in its place. */
const MAY_DIFFER = new Set(['checkpoint', 'logEvery', 'prefetch', 'optimiser']);

export function runIdentity({ config, data, optimiser, scheduled, model }: RunIdentity): Json {
  const decisive = Object.fromEntries(Object.entries(config).filter(([key]) => !MAY_DIFFER.has(key)));
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
