/** `imaging.study.searched` and `imaging.study.refused`: how a search ended. A cancelled one is not told. */
import { z } from 'zod';
import { findingSchema } from '../findings/finding.dto.js';
import { LIMITS } from '../studies/limits.js';
import { failureSchema, uidSchema, uuidSchema } from '../studies/primitives.schema.js';

const searched = { jobId: uuidSchema, studyUid: uidSchema, seriesUid: uidSchema };

export const studySearchedSchema = z.object({
  ...searched,
  modelVersion: z.string(),
  findings: z.array(findingSchema.omit({ review: true })).max(LIMITS.findings),
});

export const studyRefusedSchema = z.object({ ...searched, error: failureSchema });

export type StudySearched = z.infer<typeof studySearchedSchema>;
export type StudyRefused = z.infer<typeof studyRefusedSchema>;
