/** Lowers the learning rate when a metric stops getting better. */
import { CorruptDataError } from '@casebook/core';
import { z } from 'zod';
import type { State, Stateful } from '../checkpoint/stateful.js';

export interface PlateauOptions {
  /** What the rate is multiplied by; 0.1 unless told. */
  factor?: number;
  /** Values without improvement that are waited out; 10 unless told. */
  patience?: number;
  /** `min` unless told. */
  goal?: 'max' | 'min';
  /** Share by which a value must be better than the best; 1e-4 unless told. */
  threshold?: number;
  /** Values after a cut that do not count; 0 unless told. */
  cooldown?: number;
  /** The smallest scale; 0 unless told. */
  floor?: number;
}

/** `best` is null before the first value. */
const memorySchema = z.strictObject({ scale: z.number(), best: z.number().nullable(), bad: z.int(), cooling: z.int() });

export interface Plateau extends Stateful {
  /** What the rate is multiplied by now. */
  readonly scale: number;
  /** Takes the next value of the metric; one that is not a number is never better. */
  observe(value: number): void;
  state(): State;
  /** @throws {CorruptDataError} `SCHEDULE_STATE` */
  restore(state: State): void;
}

/** As PyTorch's ReduceLROnPlateau with a relative threshold, but as a scale, so that it goes with any schedule. */
export function createPlateau(options: PlateauOptions = {}): Plateau {
  const { factor = 0.1, patience = 10, goal = 'min', threshold = 1e-4, cooldown = 0, floor = 0 } = options;
  let now: z.output<typeof memorySchema> = { scale: 1, best: null, bad: 0, cooling: 0 };
  const better = (value: number, best: number) => (goal === 'min' ? value < best * (1 - threshold) : value > best * (1 + threshold));
  return {
    get scale() {
      return now.scale;
    },
    observe: (value) => {
      let { scale, best, bad, cooling } = now;
      if (!Number.isNaN(value) && (best === null || better(value, best))) [best, bad] = [value, 0];
      else bad++;
      if (cooling > 0) [cooling, bad] = [cooling - 1, 0];
      if (bad > patience) [scale, cooling, bad] = [Math.max(floor, scale * factor), cooldown, 0];
      now = { scale, best, bad, cooling };
    },
    state: () => ({ values: { ...now } }),
    restore: ({ values }) => {
      const read = memorySchema.safeParse(values);
      if (!read.success) throw new CorruptDataError('SCHEDULE_STATE', 'This is not the state of a plateau schedule: begin with a new one.');
      now = read.data;
    },
  };
}
