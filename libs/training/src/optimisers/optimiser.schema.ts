/** An optimiser as configuration. */
import { parseWith } from '@casebook/core';
import { z } from 'zod';
import { AdamW } from './adamw.js';
import { Sgd } from './sgd.js';

const share = z.number().min(0).lt(1);

const parameterGroupSchema = z.strictObject({
  match: z.string().optional(),
  names: z.array(z.string()).optional(),
  rateFactor: z.number().min(0).optional(),
  weightDecay: z.number().min(0).optional(),
});

const common = {
  /** The first rate, where no schedule sets another. */
  learningRate: z.number().positive().default(1e-3),
  groups: z.array(parameterGroupSchema).default([]),
};

/** `adamw` (with `weightDecay: 0`: Adam) or `sgd`, with the defaults of PyTorch. */
export const optimiserSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('adamw'),
    ...common,
    weightDecay: z.number().min(0).default(0.01),
    beta1: share.default(0.9),
    beta2: share.default(0.999),
    epsilon: z.number().positive().default(1e-8),
    epsilonHat: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('sgd'),
    ...common,
    weightDecay: z.number().min(0).default(0),
    momentum: share.default(0),
    nesterov: z.boolean().default(false),
  }),
]);

/** What a person writes, without what has a default. */
export type OptimiserConfig = z.input<typeof optimiserSchema>;

/**
 * @throws {InvalidInputError} `OPTIMISER_CONFIG`
 *
 * @example
 * const optimizer = createOptimiser({ kind: 'adamw', learningRate: 3e-4, groups: layerwiseDecay(blocksOf(model), 0.8) });
 */
export function createOptimiser(config: OptimiserConfig): AdamW | Sgd {
  const { kind, ...options } = parseWith(optimiserSchema, config, 'OPTIMISER_CONFIG', 'The optimiser');
  return kind === 'adamw' ? new AdamW(options) : new Sgd(options);
}
