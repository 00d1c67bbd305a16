/** Runs a tiny case on the engine in use: outputs, gradients, and what tied maxima get. */
import * as tf from '@tensorflow/tfjs';
import type { KernelCall } from './record-kernels.js';
import { spread, tinyInputs } from './tiny-case.js';

/** Plain numbers by what they are: `output 0`, `gradient by filter`, … */
export type Outcome = Record<string, Float32Array | Int32Array | Uint8Array>;

/** @throws what the engine throws, where it lacks the kernel or refuses it forward */
export async function runCase(call: KernelCall): Promise<Outcome> {
  const tensors = tf.tidy(() => ({ ...outputsOf(call), ...gradientsOf(call), ...tiesOf(call) }));
  const outcome: Outcome = {};
  for (const [name, tensor] of Object.entries(tensors)) outcome[name] = await (tensor as tf.Tensor).data();
  tf.dispose(tensors);
  return outcome;
}

const run = ({ kernel, attrs }: KernelCall, inputs: tf.NamedTensorMap): tf.Tensor[] =>
  [tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap)].flat();

function outputsOf(call: KernelCall): tf.NamedTensorMap {
  return Object.fromEntries(run(call, tinyInputs(call)).map((output, i) => [`output ${i}`, output]));
}

function gradientsOf(call: KernelCall): tf.NamedTensorMap {
  if (!tf.getGradient(call.kernel)) return {};
  const inputs = tinyInputs(call);
  const names = Object.keys(inputs).filter((name) => inputs[name]!.dtype === 'float32');
  if (names.length === 0) return {};
  const loss = (...floats: tf.Tensor[]) => {
    const given = Object.entries(inputs).map(([name, tensor]) => [name, floats[names.indexOf(name)] ?? tensor] as const);
    const all = Array.isArray(inputs) ? given.map(([, tensor]) => tensor) : Object.fromEntries(given);
    return weighted(run(call, all as tf.NamedTensorMap));
  };
  try {
    const gradients = tf.grads(loss)(names.map((name) => inputs[name]!));
    return Object.fromEntries(gradients.map((gradient, i) => [`gradient by ${names[i]}`, gradient]));
  } catch {
    return {}; // refused, or not differentiable: the step itself did without it, or it would have failed
  }
}

/** A window of equal values: whoever gets the gradient, its sum must be what came in. */
function tiesOf(call: KernelCall): tf.NamedTensorMap {
  if (call.kernel !== 'MaxPool' && call.kernel !== 'MaxPool3D') return {};
  const { x } = tinyInputs(call);
  try {
    return { 'gradient of tied maxima': tf.sum(tf.grad((flat: tf.Tensor) => weighted(run(call, { x: flat })))(tf.onesLike(x!))) };
  } catch {
    return {};
  }
}

/** A sum in which every output counts differently. */
function weighted(outputs: tf.Tensor[]): tf.Tensor {
  const parts = outputs
    .filter(({ dtype }) => dtype === 'float32')
    .map((output) => {
      const weights = Float32Array.from({ length: output.size }, (_, i) => spread(i + 77));
      return tf.sum(tf.mul(output, tf.tensor(weights, output.shape)));
    });
  return tf.addN(parts);
}
