/** A schedule as configuration, stateful or not behind one interface. */
import { parseWith } from '@casebook/core';
import { z } from 'zod';
import type { State, Stateful } from '../checkpoint/stateful.js';
import { oneCycle } from './one-cycle.js';
import { createPlateau } from './plateau.js';
import { constant, type Schedule, withWarmup } from './schedule.js';
import { warmupCosine } from './warmup-cosine.js';

const common = {
  /** The highest rate. */
  base: z.number().positive(),
};
const warmup = z.int().min(0).default(0);

/** `warmup` counts steps; a schedule's length is the run's. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant'), ...common, warmup }),
  z.strictObject({ kind: z.literal('cosine'), ...common, warmup, floor: z.number().min(0).default(0) }),
  z.strictObject({
    kind: z.literal('one-cycle'),
    ...common,
    rise: z.number().gt(0).lt(1).default(0.3),
    divide: z.number().min(1).default(25),
    finalDivide: z.number().min(1).default(1e4),
  }),
  z.strictObject({
    kind: z.literal('plateau'),
    ...common,
    warmup,
    factor: z.number().gt(0).lt(1).default(0.1),
    patience: z.int().min(0).default(10),
    /** The run's own unless told. */
    goal: z.enum(['max', 'min']).optional(),
    threshold: z.number().min(0).default(1e-4),
    cooldown: z.int().min(0).default(0),
    /** The lowest rate. */
    floor: z.number().min(0).default(0),
  }),
]);

/** What a person writes, without what has a default. */
export type ScheduleConfig = z.input<typeof scheduleSchema>;

export interface LearningRate extends Stateful {
  /** For step 0, 1, 2 …, counted over the whole run. */
  rate: Schedule;
  /** Takes the validation metric, once each time it is measured. Only a plateau listens. */
  observe(metric: number): void;
  /** Empty where the rate follows from the step alone. */
  state(): State;
  restore(state: State): void;
}

/**
 * @param run.total steps of the whole run
 * @param run.goal of the metric that a plateau observes; `min` unless told
 * @throws {InvalidInputError} `SCHEDULE_CONFIG`; `SCHEDULE_STEPS` where it does not fit the run
 *
 * @example
 * const schedule = createSchedule({ kind: 'cosine', base: 1e-3, warmup: 100 }, { total: 10_000 });
 * setLearningRate(optimizer, schedule.rate(step));
 */
export function createSchedule(config: ScheduleConfig, { total, goal = 'min' }: { total: number; goal?: 'max' | 'min' }): LearningRate {
  const parsed = parseWith(scheduleSchema, config, 'SCHEDULE_CONFIG', 'The schedule');
  switch (parsed.kind) {
    case 'constant':
      return stateless(withWarmup(parsed.warmup, constant(parsed.base)));
    case 'cosine':
      return stateless(warmupCosine({ ...parsed, total }));
    case 'one-cycle':
      return stateless(oneCycle({ ...parsed, total }));
    case 'plateau': {
      const { base, warmup, floor, ...options } = parsed;
      const plateau = createPlateau({ ...options, goal: options.goal ?? goal, floor: Math.min(1, floor / base) });
      return {
        rate: withWarmup(warmup, () => base * plateau.scale),
        observe: (metric) => plateau.observe(metric),
        state: () => plateau.state(),
        restore: (state) => plateau.restore(state),
      };
    }
  }
}

const stateless = (rate: Schedule): LearningRate => ({ rate, observe: () => undefined, state: () => ({}), restore: () => undefined });
