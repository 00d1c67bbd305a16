/** The choices of a training run; saved in its folder. */
import { z } from 'zod';
import { optimiserSchema } from '../optimisers/optimiser.schema.js';
import { scheduleSchema } from '../schedules/schedule.schema.js';

export const trainConfigSchema = z
  .strictObject({
    epochs: z.int().positive(),
    optimiser: optimiserSchema.prefault({ kind: 'adamw' }),
    /** Of the learning rate, over the whole run; the optimiser's own rate unless given. */
    schedule: scheduleSchema.optional(),
    /** Of dropout and of whatever else TensorFlow.js draws in a step. */
    seed: z.int().default(1),
    /** Batches whose mean gradient makes one update. */
    accumulate: z.int().positive().default(1),
    /** Largest global norm of the gradients. */
    clipNorm: z.number().positive().optional(),
    /** Evaluates, and at the end keeps, a moving average of the weights with this decay (0.999: over about the last thousand steps). */
    averageDecay: z.number().gt(0).lt(1).optional(),
    /** Steps between two evaluations; at the end of each epoch unless given. */
    evaluateEvery: z.int().positive().optional(),
    /** The value of the evaluation that decides which checkpoint is the best: also for early stopping and a plateau schedule. */
    monitor: z.strictObject({ metric: z.string(), goal: z.enum(['max', 'min']).default('max') }).optional(),
    /** Stops after `patience` evaluations without an improvement of more than `minDelta`; `restoreBest` then takes the best weights back. */
    earlyStopping: z
      .strictObject({
        patience: z.int().positive(),
        minDelta: z.number().nonnegative().default(0),
        restoreBest: z.boolean().default(false),
      })
      .optional(),
    /** One at each evaluation and at the end of each epoch, and every so many steps where told; the last `keep` stay, and the best. */
    checkpoint: z.strictObject({ everySteps: z.int().positive().optional(), keep: z.int().positive().default(2) }).prefault({}),
    /** Steps that one point of the loss curve averages. */
    logEvery: z.int().positive().default(20),
    /** Batches made in advance. */
    prefetch: z.int().nonnegative().default(1),
  })
  .refine(({ earlyStopping, monitor }) => !earlyStopping || monitor, {
    path: ['monitor'],
    message: 'early stopping needs a metric to watch',
  });

/** As written by a person: with the defaults left out. */
export type TrainConfig = z.input<typeof trainConfigSchema>;
export type WholeTrainConfig = z.output<typeof trainConfigSchema>;
