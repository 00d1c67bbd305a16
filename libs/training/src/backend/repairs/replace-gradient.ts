/** TensorFlow.js keeps one table of gradients for all engines; this changes an entry, once. */
import * as tf from '@tensorflow/tfjs';

const replaced = new Set<string>();

/** Of the table's types, what a repair needs: one gradient, one output. */
export type GradientFunction = (dy: tf.Tensor, saved: tf.Tensor[], attrs: Record<string, unknown>) => Record<string, () => tf.Tensor>;

/**
 * @param make is given the gradient that is registered, or undefined where there is none
 * @param saves what the new gradient wants to see of the forward pass; the registered one's wish where left out
 */
export function replaceGradient(
  kernelName: string,
  make: (original: GradientFunction | undefined) => GradientFunction,
  saves: Pick<tf.GradConfig, 'inputsToSave' | 'outputsToSave'> = {},
): void {
  if (replaced.has(kernelName)) return;
  replaced.add(kernelName);
  const registered = tf.getGradient(kernelName) as tf.GradConfig | undefined;
  if (registered) tf.unregisterGradient(kernelName);
  const gradFunc = make(registered?.gradFunc as GradientFunction | undefined) as tf.GradFunc;
  tf.registerGradient({ ...registered, ...saves, kernelName, gradFunc });
}
