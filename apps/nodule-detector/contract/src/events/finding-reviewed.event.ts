/** `imaging.finding.reviewed`: a person confirmed or rejected a finding. What they wrote beside it stays in the service: it may be personal. */
import { z } from 'zod';
import { findingSchema, verdictSchema } from '../findings/finding.dto.js';
import { timeSchema } from '../studies/primitives.schema.js';

export const findingReviewedSchema = z.object({
  finding: findingSchema.omit({ review: true }),
  verdict: verdictSchema,
  at: timeSchema,
});

export type FindingReviewed = z.infer<typeof findingReviewedSchema>;
