/** How much the loss depends on each attention head or feed-forward unit. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';

/** Groups of rows of a kernel: each row group carries one head's or unit's answer into the next layer. */
export interface Gates {
  /** Under which its importances are answered. */
  name: string;
  /** [gates · rowsPerGate, width] */
  kernel: tf.Variable;
  /** A head's width; 1 for units. */
  rowsPerGate: number;
}

/**
 * E |∂L/∂ξ| for a gate ξ = 1 that multiplies a head's or unit's answer (Michel, Levy & Neubig 2019, eq. 2), without building gates:
 * multiplying an answer by ξ is multiplying the kernel rows that read it, so ∂L/∂ξ = Σ w · ∂L/∂w over these rows.
 *
 * The expectation is over batches; small ones (down to one example) are nearer to the paper. Each layer is scaled to length 1, as there.
 *
 * @returns by name, a number ≥ 0 for each gate
 * @throws {InvalidInputError} `PRUNING_NO_BATCHES`
 */
export function gateImportance<Batch>(
  gates: readonly Gates[],
  loss: (batch: Batch) => tf.Scalar,
  batches: Iterable<Batch>,
): Map<string, Float32Array> {
  const sums = new Map(gates.map(({ name, kernel, rowsPerGate }) => [name, new Float64Array(kernel.shape[0]! / rowsPerGate)]));
  let count = 0;
  for (const batch of batches) {
    count++;
    const { value, grads } = tf.variableGrads(() => tf.tidy(() => loss(batch)), gates.map(({ kernel }) => kernel)); // prettier-ignore
    for (const { name, kernel, rowsPerGate } of gates) {
      const sensitivity = tf.tidy(() => kernel.mul(grads[kernel.name]!).reshape([-1, rowsPerGate * kernel.shape[1]!]).sum(1).abs().dataSync()); // prettier-ignore
      sensitivity.forEach((share, gate) => (sums.get(name)![gate]! += share));
    }
    tf.dispose([value, grads]);
  }
  if (count === 0)
    throw new InvalidInputError('PRUNING_NO_BATCHES', 'The importance of heads and units is measured on data: give some batches.');
  return new Map([...sums].map(([name, sum]) => [name, Float32Array.from(sum, (value) => value / (Math.hypot(...sum) || 1))]));
}

/**
 * The gates that stay when a share of all is cut, least important first, over all layers together.
 * @param atLeast gates that every layer keeps; 1 unless told
 * @returns by name, ascending indices
 * @throws {InvalidInputError} `PRUNING_SHARE`
 */
export function keepImportant(importance: ReadonlyMap<string, Float32Array>, share: number, atLeast = 1): Map<string, number[]> {
  if (!(share >= 0 && share < 1))
    throw new InvalidInputError('PRUNING_SHARE', `A share of ${share} cannot be cut: choose one from 0 to below 1.`);
  const all = [...importance].flatMap(([name, values]) => Array.from(values, (value, gate) => ({ name, gate, value })));
  const kept = new Map([...importance].map(([name, values]) => [name, new Set(values.keys())]));
  let left = Math.floor(share * all.length);
  for (const { name, gate } of all.sort((a, b) => a.value - b.value)) {
    const layer = kept.get(name)!;
    if (left === 0) break;
    if (layer.size <= atLeast) continue;
    layer.delete(gate);
    left--;
  }
  return new Map([...kept].map(([name, layer]) => [name, [...layer]]));
}
