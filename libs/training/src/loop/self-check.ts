/** Before the first step: does this engine compute the gradients of this loss as the cpu engine does? */
import * as tf from '@tensorflow/tfjs';
import { checkGradients, type GradientReport } from '../backend/gradient-check/check-gradients.js';
import type { BatchSource } from './batches.js';
import { disposeBatch } from './prefetch.js';

/**
 * `checkGradients` with the first batch; a second or two.
 * @returns nothing where there is nothing to compare: on the cpu engine itself, or without a batch
 * @throws {CasebookError} `GRADIENT_MISMATCH`
 */
export async function selfCheck<T>(
  data: BatchSource<T>,
  loss: (values: T) => tf.Scalar,
  variables: tf.Variable[],
): Promise<GradientReport | undefined> {
  if (tf.getBackend() === 'cpu') return undefined;
  for await (const batch of data.epoch(0, 0)) {
    try {
      return await checkGradients(() => loss(batch.values), { variables });
    } finally {
      disposeBatch(batch);
    }
  }
  return undefined;
}
