/** Seeds that make a run repeatable, and one that is resumed go on as if it had never stopped. */
import { dropoutState, restoreDropout, seedDropout } from '../layers/core/dropout-noise.js';
import { createRandom } from '../random/random.js';

/**
 * A seed for one purpose or moment of a run, from the run's own: what is drawn at step 700 then depends on nothing but 700.
 * Mixed with the finaliser of MurmurHash3 (Appleby 2011), so that neighbours have nothing in common.
 *
 * @example
 * createRandom(deriveSeed(seed, epoch)).permutation(rows); // the order of an epoch, whichever came before
 */
export function deriveSeed(seed: number, ...at: readonly number[]): number {
  let hash = mix(seed);
  for (const number of at) hash = mix(Math.imul(hash, 31) + number);
  return hash;
}

function mix(number: number): number {
  let hash = (number + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/**
 * Runs a function in which everything that is drawn without a seed of its own – dropout, noise, initialisers – follows from this one.
 *
 * TensorFlow.js starts each generator with `Math.random()`, which is replaced for as long as the function runs, as is the stream of our own
 * dropout. A seed given to tf.layers.dropout is no substitute: it would drop the same places at every step.
 *
 * @param run must be synchronous: others would draw from the same stream while it waits
 *
 * @example
 * const model = withSeed(7, () => tf.sequential({ layers: [tf.layers.dense({ units: 10, inputShape: [4] })] }));
 */
export function withSeed<T>(seed: number, run: () => T): T {
  const before = { random: Math.random, dropout: dropoutState() };
  Math.random = createRandom(seed).next;
  seedDropout(seed);
  try {
    return run();
  } finally {
    Math.random = before.random;
    restoreDropout(before.dropout);
  }
}
