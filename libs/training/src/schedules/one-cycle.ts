/** The one-cycle policy. */
import { InvalidInputError } from '@casebook/core';
import type { Schedule } from './schedule.js';

export interface OneCycle {
  /** The highest rate. */
  base: number;
  /** Steps of the whole run. */
  total: number;
  /** Share of the run in which the rate rises; 0.3 unless told. */
  rise?: number;
  /** The first rate is base / divide; 25 unless told. */
  divide?: number;
  /** The last rate is the first one / finalDivide; 10,000 unless told. */
  finalDivide?: number;
}

/**
 * Half a cosine up to the base and half a cosine far down (Smith & Topin 2018, in the two phases of PyTorch's OneCycleLR).
 * The momentum stays as it is.
 * @returns the rate for step 0 … total − 1; stays at the last one after that
 * @throws {InvalidInputError} `SCHEDULE_STEPS` where a phase would have no step
 */
export function oneCycle({ base, total, rise = 0.3, divide = 25, finalDivide = 1e4 }: OneCycle): Schedule {
  const top = rise * total - 1;
  const last = total - 1;
  if (!(top > 0 && top < last)) {
    throw new InvalidInputError('SCHEDULE_STEPS', `A cycle over ${total} steps, ${rise} of it rising, has an empty phase: make it longer.`);
  }
  const first = base / divide;
  return (step) => {
    if (step <= top) return between(first, base, step / top);
    return between(base, first / finalDivide, Math.min(1, (step - top) / (last - top)));
  };
}

const between = (from: number, to: number, share: number) => to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
