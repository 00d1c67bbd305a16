/** What a search found, and what a person said of it. */
import { z } from 'zod';
import { LIMITS } from '../studies/limits.js';
import { pointSchema, queryShare, shareSchema, text, timeSchema, triple, uidSchema, uuidSchema } from '../studies/primitives.schema.js';

export const verdictSchema = z.enum(['confirmed', 'rejected'], 'must be confirmed or rejected');

export const reviewSchema = z
  .object({ verdict: verdictSchema, note: text(LIMITS.note).optional(), at: timeSchema })
  .meta({ id: 'Review', description: 'the latest word of a person' });

export const findingSchema = z
  .object({
    id: uuidSchema,
    studyUid: uidSchema,
    seriesUid: uidSchema,
    center: pointSchema,
    voxel: triple.meta({ description: 'the same point in voxels of the series as it was read; fractions' }),
    diameterMm: z.number().positive().meta({ description: 'as the network estimates it' }),
    volumeMm3: z.number().positive().meta({ description: 'of a sphere of that diameter: nothing is segmented' }),
    probability: shareSchema.meta({ description: 'that this is a nodule, as the network scores it; no word on whether it is malignant' }),
    modelVersion: z.string(),
    review: reviewSchema.optional(),
  })
  .meta({ id: 'Finding' });

export const findingsQuerySchema = z.strictObject({
  threshold: queryShare.default(0).meta({ description: 'only findings of at least this probability' }),
});

export const findingsSchema = z
  .object({ findings: z.array(findingSchema) })
  .meta({ id: 'Findings', description: 'the most probable first' });

/** `POST /v1/findings/:id/review` */
export const newReviewSchema = z.strictObject({ verdict: verdictSchema, note: text(LIMITS.note).optional() }).meta({ id: 'NewReview' });

/** Volume of a sphere, mm³ for mm. */
export const sphereVolume = (diameter: number): number => (Math.PI / 6) * diameter ** 3;

export type Verdict = z.infer<typeof verdictSchema>;
export type Review = z.infer<typeof reviewSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type FindingsDto = z.infer<typeof findingsSchema>;
export type NewReviewDto = z.infer<typeof newReviewSchema>;
