/** One optimiser step: loss, gradients, clipping, update. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { requireFinite } from './require-finite.js';

export interface TrainStep {
  optimizer: tf.Optimizer;
  loss: () => tf.Scalar;
  /** All trainable variables unless given. */
  variables?: tf.Variable[];
  /** Largest global norm of the gradients; not clipped unless given. */
  clipNorm?: number;
  /** Named in the error when the loss is not finite. */
  where?: string;
}

/**
 * Makes one step and answers its loss. Leaves no tensor behind but the optimiser's own.
 * @throws {CasebookError} `TRAINING_DIVERGED` before anything is updated, where the loss or (when clipping) a gradient is not finite
 */
export function trainStep({ optimizer, loss, variables, clipNorm, where = 'loss' }: TrainStep): number {
  const { value, grads } = tf.variableGrads(loss, variables);
  try {
    const cost = requireFinite(value.dataSync()[0]!, where);
    if (clipNorm === undefined) {
      optimizer.applyGradients(grads);
    } else {
      const { gradients } = clipByGlobalNorm(grads, clipNorm);
      optimizer.applyGradients(gradients);
      tf.dispose(gradients);
    }
    return cost;
  } finally {
    value.dispose();
    tf.dispose(grads);
  }
}

/**
 * Scales all gradients by limit / max(norm, limit), where norm is the length of all of them as one vector (Pascanu et al. 2013).
 * @returns new tensors, and the norm before clipping
 * @throws {CasebookError} `TRAINING_DIVERGED` where the norm is not finite
 */
export function clipByGlobalNorm(gradients: tf.NamedTensorMap, limit: number): { gradients: tf.NamedTensorMap; norm: number } {
  const norm = tf.tidy(() => tf.addN(Object.values(gradients).map((gradient) => gradient.square().sum())).sqrt().dataSync()[0]!); // prettier-ignore
  const scale = limit / Math.max(requireFinite(norm, 'norm of the gradients'), limit);
  const clipped = Object.entries(gradients).map(([name, gradient]) => [name, gradient.mul(scale)] as const);
  return { gradients: Object.fromEntries(clipped), norm };
}

/**
 * Changes the learning rate of a running optimiser; TensorFlow.js has this only for SGD.
 * @throws {InvalidInputError} `OPTIMIZER_RATE` where the optimiser keeps no learning rate
 */
export function setLearningRate(optimizer: tf.Optimizer, rate: number): void {
  // Protected in the declarations, read anew at each step. No `instanceof`: TensorFlow.js answers true for every optimiser.
  const held = optimizer as unknown as { learningRate?: number; setLearningRate?: (rate: number) => void };
  if (held.setLearningRate) return held.setLearningRate(rate);
  if (typeof held.learningRate !== 'number') {
    throw new InvalidInputError(
      'OPTIMIZER_RATE',
      `${optimizer.getClassName()} has no learning rate to change: use tf.train.adam, sgd, rmsprop or adagrad.`,
    );
  }
  held.learningRate = rate;
}
