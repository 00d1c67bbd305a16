/** Guards against dropout that drops the same places at every step. */
import { InvalidInputError } from '@casebook/core';
import type * as tf from '@tensorflow/tfjs';
import { isLayersModel, type TrainableModel } from './model-weights.js';

/**
 * TensorFlow.js starts its generator anew at each call where a dropout layer has a seed, so the mask never changes.
 * @throws {InvalidInputError} `DROPOUT_SEED` with the layer's name
 */
export function refuseFixedDropout(model: TrainableModel): void {
  const fixed = isLayersModel(model) ? model.layers.find(isFixed) : undefined;
  if (fixed) {
    throw new InvalidInputError(
      'DROPOUT_SEED',
      `Dropout layer '${fixed.name}' has a seed, with which TensorFlow.js drops the same places at every step: leave it out, the run's seed makes dropout repeatable.`,
    );
  }
}

const isFixed = (layer: tf.layers.Layer): boolean => /Dropout/.test(layer.getClassName()) && typeof layer.getConfig()['seed'] === 'number';
