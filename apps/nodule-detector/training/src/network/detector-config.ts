/** The shape of the detector, as a person writes it. */
import { PREPARATION } from '@casebook/nodule-detector-contract/detector';
import { z } from 'zod';
import { encoderSchema, stridesOf } from './encoder.js';

export const detectorConfigSchema = encoderSchema
  .extend({
    /** Channels of the feature pyramid and of the head. */
    pyramid: z.int().positive(),
  })
  .refine((config) => stridesOf(config).includes(PREPARATION.stride), {
    error: `no level is at a stride of ${PREPARATION.stride}, where the heat map is`,
    path: ['levels'],
  })
  .refine((config) => PREPARATION.multiple % stridesOf(config).at(-1)! === 0, {
    error: `the strides multiply to what ${PREPARATION.multiple}, of which tiles are multiples, is no multiple of`,
    path: ['levels'],
  });

export type DetectorConfig = z.infer<typeof detectorConfigSchema>;

/**
 * Little happens at full resolution, where there are most voxels: one convolution, at every second of them, whose eight channels hold as many numbers as
 * the voxels did; one block there for the smallest nodules; the rest at 4, 8 and 16 mm.
 */
export const DETECTOR: DetectorConfig = {
  stem: { width: 8, stride: 2 },
  levels: [
    { width: 8, blocks: 1, stride: 1 },
    { width: 24, blocks: 2, stride: 2 },
    { width: 48, blocks: 2, stride: 2 },
    { width: 72, blocks: 1, stride: 2 },
  ],
  pyramid: 32,
  dropout: 0.1,
  seed: 1,
};
