/**
 * The masks of dropout: one seeded stream for the process, so that a run can be repeated and continued.
 *
 * `tf.dropout` draws from a generator that cannot be set, one number at a time: more than a third of an encoder's step.
 */
import * as tf from '@tensorflow/tfjs';

/** Where the stream stands: the seed, and how many masks were drawn from it. A checkpoint keeps it. */
export interface DropoutState {
  seed: number;
  masks: number;
}

const stream: DropoutState = { seed: 0, masks: 0 };

/** Starts the stream anew: the same seed gives the same masks in the same order. */
export const seedDropout = (seed: number): void => restoreDropout({ seed, masks: 0 });

export const dropoutState = (): DropoutState => ({ ...stream });

export const restoreDropout = (state: DropoutState): void => void Object.assign(stream, state);

/**
 * float32 of the given shape: 0 with probability `rate` (to 1/65536), else 1/(1 − rate), so that means stay as they are.
 * @param rate in [0, 1)
 */
export function dropoutMask(shape: number[], rate: number): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const mask = new Float32Array(size);
  const limit = Math.round(rate * 65536);
  const kept = 1 / (1 - rate);
  // xorshift128 (Marsaglia 2003), started for each mask from seed and number by a strong mixer: no state but these two
  let [x, y, z, w] = [0, 1, 2, 3].map((word) => mix(Math.imul(stream.masks, 4) + word, stream.seed)) as [number, number, number, number];
  stream.masks++;
  for (let i = 0; i < size; i += 2) {
    let t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    t ^= t >>> 8;
    w = w ^ (w >>> 19) ^ t;
    mask[i] = (w & 0xffff) >= limit ? kept : 0;
    mask[i + 1] = w >>> 16 >= limit ? kept : 0; // beyond an odd end: ignored by the typed array
  }
  return tf.tensor(mask, shape, 'float32');
}

/** A 32-bit hash of two numbers (finaliser of MurmurHash3, Appleby 2008); never 0, which xorshift could not leave. */
function mix(number: number, seed: number): number {
  let h = Math.imul(number + 1, 0x9e3779b9) ^ Math.imul(seed + 0x85ebca6b, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16) || 1;
}
