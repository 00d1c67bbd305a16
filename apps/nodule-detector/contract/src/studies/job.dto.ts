/** The search of one series: queued, run by a worker, done. */
import { z } from 'zod';
import { failureSchema, shareSchema, timeSchema, uidSchema, uuidSchema } from './primitives.schema.js';

/** In this order: bytes to a volume, to the network's grid, where the lungs are, candidates, the report. */
export const JOB_STAGES = ['read', 'resample', 'lungs', 'detect', 'report'] as const;
export const jobStageSchema = z.enum(JOB_STAGES);

export const jobStatusSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

export const jobSummarySchema = z
  .object({
    id: uuidSchema,
    studyUid: uidSchema,
    seriesUid: uidSchema,
    status: jobStatusSchema,
    stage: jobStageSchema.optional().meta({ description: 'of a running job' }),
    progress: shareSchema,
    secondsLeft: z.number().min(0).optional().meta({ description: 'an estimate, of a running job' }),
    ahead: z.number().int().min(0).optional().meta({ description: 'jobs that are run before a queued one' }),
    attempts: z.number().int().min(0).meta({ description: 'how often a worker has begun it' }),
    error: failureSchema.optional().meta({ description: 'of a failed job' }),
    stagesMs: z.partialRecord(jobStageSchema, z.number().min(0)).meta({ description: 'how long each finished stage took, ms' }),
    modelVersion: z.string().optional().meta({ description: 'of the package that searched, of a job that is done' }),
    threshold: shareSchema.optional().meta({ description: 'probability from which that package shows and reports a finding' }),
    createdAt: timeSchema,
    startedAt: timeSchema.optional(),
    finishedAt: timeSchema.optional(),
  })
  .meta({ id: 'JobSummary' });

/** `GET /v1/model`: what searches, or why nothing does. */
export const modelSchema = z
  .object({
    name: z.string(),
    version: z.string().optional(),
    threshold: shareSchema.optional().meta({ description: 'probability from which a finding is shown and reported' }),
    falsePositivesPerScan: z.number().min(0).optional().meta({ description: 'that a scan had at this threshold, on validation scans' }),
    provider: z.string().optional().meta({ description: 'execution provider of ONNX Runtime in use' }),
    missing: failureSchema.optional().meta({ description: 'why there is no model; searches wait until there is one' }),
    use: z.string().meta({ description: 'what it may be used for' }),
  })
  .meta({ id: 'Model' });

/** `POST /v1/studies/:studyUid/jobs`: search again. The body may be empty. */
export const newJobSchema = z
  .strictObject({ seriesUid: uidSchema.optional().meta({ description: 'the series with most slices where absent' }) })
  .meta({ id: 'NewJob' });

export type JobStage = z.infer<typeof jobStageSchema>;
export type JobStatus = z.infer<typeof jobStatusSchema>;
export type JobSummary = z.infer<typeof jobSummarySchema>;
export type ModelDto = z.infer<typeof modelSchema>;
export type NewJobDto = z.infer<typeof newJobSchema>;
