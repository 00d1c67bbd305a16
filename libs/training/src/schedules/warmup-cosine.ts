/** Linear warm-up, then half a cosine. */
import { InvalidInputError } from '@casebook/core';
import { type Schedule, withWarmup } from './schedule.js';

export interface WarmupCosine {
  /** The highest rate, reached at the end of the warm-up. */
  base: number;
  /** Steps of linear rise. */
  warmup: number;
  /** Steps of the whole run. */
  total: number;
  /** The rate at the end; 0 unless told. */
  floor?: number;
}

/**
 * Linear warm-up, then half a cosine down to the floor (Loshchilov & Hutter 2017, SGDR, without restarts).
 * @returns the rate for step 0, 1, 2 …; stays at the floor after `total`
 * @throws {InvalidInputError} `SCHEDULE_STEPS` where the warm-up is longer than the run
 */
export function warmupCosine({ base, warmup, total, floor = 0 }: WarmupCosine): Schedule {
  if (!(warmup >= 0 && total > 0 && warmup <= total)) {
    throw new InvalidInputError('SCHEDULE_STEPS', `A warm-up of ${warmup} steps does not fit a run of ${total}: shorten it.`);
  }
  const length = total - warmup;
  return withWarmup(warmup, (step) => {
    if (step > 0 && step >= length) return floor;
    return floor + ((base - floor) * (1 + Math.cos((Math.PI * step) / Math.max(1, length)))) / 2;
  });
}
