/** Classes as numbers: checked, and as targets. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';

/**
 * Refuses labels that no class has, which TensorFlow.js takes for no class at all.
 *
 * @param labels class of each example; check them once, when the data is read, not in every step
 * @param ignored a label that is allowed besides, e.g. −100 for padding
 * @throws {InvalidInputError} `LABEL_RANGE` naming the first one that is no integer in 0 … classes − 1
 */
export function requireLabels(labels: ArrayLike<number>, classes: number, ignored?: number): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label !== ignored && !(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw new InvalidInputError(
        'LABEL_RANGE',
        `Label ${label} of example ${i} is not one of 0 … ${classes - 1}: correct the data or the number of classes.`,
      );
    }
  }
}

/** [...] int32 labels as float32 [..., C] beside logits of that shape. Cast afterwards: told to make float32 itself, wasm's kernel writes integers. */
export const oneHot = (labels: tf.Tensor, logits: tf.Tensor): tf.Tensor => tf.oneHot(labels.toInt(), logits.shape.at(-1)!).cast('float32');
