/** Small weights to zero, and held there while the others go on learning. */
import * as tf from '@tensorflow/tfjs';

export interface MagnitudePruning {
  /** To be called after each update: chooses anew while the schedule rises, and zeroes what an optimiser's moments have moved. */
  apply(step: number): void;
  /** Share of zeros over all pruned variables. */
  sparsity(): number;
  /** 1 where a weight lives, by variable name. */
  masks(): ReadonlyMap<string, Uint8Array>;
}

/**
 * Unstructured magnitude pruning of each variable by itself (Han et al. 2015), by a schedule (`cubicSparsity`).
 *
 * Makes zeros, not smaller tensors: the file shrinks where it is compressed, and computes no faster.
 * A weight that is zero once stays so: the schedule only rises, and zero is the smallest magnitude.
 *
 * @param variables kernels; leave out biases and normalisation
 */
export function magnitudePruning(variables: readonly tf.Variable[], schedule: (step: number) => number): MagnitudePruning {
  const masks = new Map(variables.map((variable) => [variable.name, new Uint8Array(variable.size).fill(1)]));
  return {
    apply: (step) => {
      for (const variable of variables) {
        const values = variable.dataSync() as Float32Array;
        const mask = masks.get(variable.name)!;
        const zeros = Math.floor(schedule(step) * values.length);
        if (zeros > mask.reduce((dead, alive) => dead - alive, mask.length)) mask.set(magnitudeMask(values.map((value, i) => value * mask[i]!), zeros)); // prettier-ignore
        tf.tidy(() => variable.assign(tf.tensor(values.map((value, i) => value * mask[i]!), variable.shape))); // prettier-ignore
      }
    },
    sparsity: () => {
      const all = [...masks.values()];
      const alive = all.reduce((sum, mask) => sum + mask.reduce((a, b) => a + b, 0), 0);
      return 1 - alive / all.reduce((sum, mask) => sum + mask.length, 0);
    },
    masks: () => masks,
  };
}

/** 0 for the so many smallest magnitudes (the first of equal ones), 1 for the others. */
export function magnitudeMask(values: Float32Array, zeros: number): Uint8Array {
  const mask = new Uint8Array(values.length).fill(1);
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => Math.abs(values[a]!) - Math.abs(values[b]!) || a - b);
  order.subarray(0, zeros).forEach((i) => (mask[i] = 0));
  return mask;
}
