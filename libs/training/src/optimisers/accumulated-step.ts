/** One update from several batches that would not fit into memory as one. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { requireFinite } from '../loop/require-finite.js';
import { clipByGlobalNorm } from '../loop/train-step.js';

export interface MicroBatch {
  /** Mean loss over its examples. */
  loss: () => tf.Scalar;
  examples: number;
}

export interface AccumulatedStep {
  optimizer: tf.Optimizer;
  /** Taken one after the other; at most one is in memory where they come from a generator. */
  batches: Iterable<MicroBatch>;
  /** All trainable variables unless given. */
  variables?: tf.Variable[];
  /** Largest global norm of the mean gradient; not clipped unless given. */
  clipNorm?: number;
  /** Named in the error when a loss is not finite. */
  where?: string;
}

/**
 * The same update as `trainStep` on all examples at once, up to rounding: Σ nᵢgᵢ / Σ nᵢ, clipped after it is whole.
 * Not for losses in which the examples of a batch meet, such as InfoNCE, nor for batch normalisation: these see the small batches.
 *
 * @returns the mean loss over all examples
 * @throws {CasebookError} `TRAINING_DIVERGED` before anything is updated
 * @throws {InvalidInputError} `BATCH_EMPTY` where there is no example
 */
export function accumulatedStep({ optimizer, batches, variables, clipNorm, where = 'loss' }: AccumulatedStep): number {
  let sums: tf.NamedTensorMap = {};
  let [loss, examples] = [0, 0];
  try {
    for (const batch of batches) {
      const { value, grads } = tf.variableGrads(batch.loss, variables);
      sums = added(sums, grads, batch.examples);
      examples += batch.examples;
      loss += batch.examples * value.dataSync()[0]!;
      value.dispose();
      requireFinite(loss, where);
    }
    if (examples === 0) throw new InvalidInputError('BATCH_EMPTY', 'There is no example to take a step on: look at the batches.');
    tf.tidy(() => {
      const means = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum.div(examples)]));
      optimizer.applyGradients(clipNorm === undefined ? means : clipByGlobalNorm(means, clipNorm).gradients);
    });
    return loss / examples;
  } finally {
    tf.dispose(sums);
  }
}

/** Takes both maps over. A variable may be in only one of them, and is null where it is frozen. */
function added(sums: tf.NamedTensorMap, gradients: tf.NamedTensorMap, weight: number): tf.NamedTensorMap {
  const next = tf.tidy(() => {
    const present = Object.entries(gradients).filter(([, gradient]) => gradient);
    return Object.fromEntries(
      present.map(([name, gradient]) => [name, sums[name] ? sums[name].add(gradient.mul(weight)) : gradient.mul(weight)]),
    );
  });
  const kept = Object.entries(sums).filter(([name]) => !next[name]);
  tf.dispose([gradients, Object.entries(sums).flatMap(([name, sum]) => (next[name] ? [sum] : []))]);
  return { ...Object.fromEntries(kept), ...next };
}
