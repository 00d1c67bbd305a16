/** Reproducible random numbers: the same seed gives the same run on every machine. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { skipN } from 'pure-rand/utils/skipN';

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
  /** Shuffles in place (Fisher–Yates) and returns the same array. */
  shuffle<T extends { readonly length: number; [index: number]: unknown }>(array: T): T;
  /** The numbers 0 … n−1 in random order. */
  permutation(n: number): Int32Array;
  /** A generator of its own, so that one part's draws do not shift another's. */
  fork(): Random;
}

/** A small seed leaves most bits of the first state alike: the first draws of seeds 1, 2, 3 … would all be close to 1. */
const WARM_UP = 64;

/** A generator (xoroshiro128+, Blackman & Vigna 2018) started from a seed. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  skipN(generator, WARM_UP);
  const next = () => uniformFloat64(generator);
  const int = (n: number) => uniformInt(generator, 0, n - 1);
  const shuffle: Random['shuffle'] = (array) => {
    for (let last = array.length - 1; last > 0; last--) {
      const other = int(last + 1);
      const kept = array[last];
      (array as { [index: number]: unknown })[last] = array[other];
      (array as { [index: number]: unknown })[other] = kept;
    }
    return array;
  };
  return {
    next,
    int,
    shuffle,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()), // Box & Muller 1958
    permutation: (n) => shuffle(Int32Array.from({ length: n }, (_, i) => i)),
    fork: () => createRandom(uniformInt(generator, -0x80000000, 0x7fffffff)),
  };
}
