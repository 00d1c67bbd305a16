/** Kernels whose gradient TensorFlow.js lacks: asking for it names what to use in its place. */
import { UnavailableError } from '@casebook/core';
import { replaceGradient } from './replace-gradient.js';

const instead: Record<string, string> = {
  TopK: 'take the indices with tf.topk and the values with tf.gather, which has a gradient',
  GatherNd: 'flatten the axes with tf.reshape and use tf.gather',
  StridedSlice: 'use tf.slice, or tf.gather with a step',
  Unique: 'compute it outside of the loss',
};

/** @throws {UnavailableError} `GRADIENT_MISSING`, later, at the moment such a gradient is asked for */
export function nameMissingGradients(): void {
  for (const [kernelName, advice] of Object.entries(instead)) {
    replaceGradient(kernelName, () => () => {
      throw new UnavailableError('GRADIENT_MISSING', `${kernelName} has no gradient in TensorFlow.js: ${advice}.`);
    });
  }
}
