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
        const held = values.map((value, i) => (mask[i] ? value : 0)); // not value · mask: −0 has bits that do not compress
        if (zeros > mask.length - alive(mask)) mask.set(magnitudeMask(held, zeros));
        tf.tidy(() => variable.assign(tf.tensor(held.map((value, i) => (mask[i] ? value : 0)), variable.shape))); // prettier-ignore
      }
    },
    sparsity: () => {
      const all = [...masks.values()];
      return 1 - all.reduce((sum, mask) => sum + alive(mask), 0) / all.reduce((sum, mask) => sum + mask.length, 0);
    },
    masks: () => masks,
  };
}

const alive = (mask: Uint8Array): number => mask.reduce((sum, one) => sum + one, 0);

/** 0 for the so many smallest magnitudes (the first of equal ones), 1 for the others. */
export function magnitudeMask(values: Float32Array, zeros: number): Uint8Array {
  const mask = new Uint8Array(values.length).fill(1);
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => Math.abs(values[a]!) - Math.abs(values[b]!) || a - b);
  order.subarray(0, zeros).forEach((i) => (mask[i] = 0));
  return mask;
}
