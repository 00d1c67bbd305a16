/** Messages of `GET /v1/live` (server-sent events): `study`, `job` and `findings`, as they change. */
import { z } from 'zod';
import { findingSchema } from '../findings/finding.dto.js';
import { jobSummarySchema } from './job.dto.js';
import { uidSchema, uuidSchema } from './primitives.schema.js';

export const liveQuerySchema = z.strictObject({
  study: uidSchema.optional().meta({ description: 'only messages of this study' }),
});

/** Something of this study changed (files came, it was removed): read it again. */
export const liveStudySchema = z.object({ studyUid: uidSchema, removed: z.boolean() }).meta({ id: 'LiveStudy' });

/** A search began, went on or ended. */
export const liveJobSchema = jobSummarySchema;

/** What a search found: all of its findings, once it is done; while it runs, those seen so far (`final` is false). */
export const liveFindingsSchema = z
  .object({ jobId: uuidSchema, studyUid: uidSchema, seriesUid: uidSchema, final: z.boolean(), findings: z.array(findingSchema) })
  .meta({ id: 'LiveFindings' });

export type LiveStudyDto = z.infer<typeof liveStudySchema>;
export type LiveFindingsDto = z.infer<typeof liveFindingsSchema>;
