/** Looks at one candidate at a time: nodule or not. */
import { parseWith } from '@casebook/core';
import { PREPARATION, REDUCER_INPUT, REDUCER_OUTPUT } from '@casebook/nodule-detector-contract/detector';
import { FastDropout } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { encoder, type EncoderConfig, encoderSchema } from './encoder.js';

export interface ReducerNetwork {
  config: EncoderConfig;
  /** `cube` to a logit. */
  model: tf.LayersModel;
  /** The same layers to a probability: what is exported. */
  served: tf.LayersModel;
}

/** A third of the detector's depth: there are a hundred candidates a scan. */
export const REDUCER: EncoderConfig = {
  stem: { width: 16, stride: 2 },
  levels: [
    { width: 16, blocks: 1, stride: 1 },
    { width: 32, blocks: 1, stride: 2 },
    { width: 64, blocks: 1, stride: 2 },
  ],
  dropout: 0.2,
  seed: 2,
};

/** A residual encoder, then one logit of all its cells. @throws InvalidInputError REDUCER_CONFIG */
export function createReducer(config: EncoderConfig): ReducerNetwork {
  parseWith(encoderSchema, config, 'REDUCER_CONFIG', 'The configuration of the reducer');
  const side = PREPARATION.cube;
  const cube = tf.input({ shape: [side, side, side, 1], name: REDUCER_INPUT });
  // The candidate is in the middle: where a feature lies tells as much as that it is there, and a mean over the cube would drown a nodule of 3 mm.
  const features = tf.layers.flatten({ name: 'features' }).apply(encoder(cube, config).at(-1)!);
  const kept = config.dropout > 0 ? new FastDropout({ name: 'dropout', rate: config.dropout }).apply(features) : features;
  const dense = tf.layers.dense({ name: 'logit', units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: config.seed }) });
  const logit = dense.apply(kept) as tf.SymbolicTensor;
  const probability = tf.layers.activation({ name: REDUCER_OUTPUT, activation: 'sigmoid' }).apply(logit) as tf.SymbolicTensor;
  return {
    config,
    model: tf.model({ name: 'reducer_training', inputs: cube, outputs: logit }),
    served: tf.model({ name: 'reducer', inputs: cube, outputs: probability }),
  };
}
