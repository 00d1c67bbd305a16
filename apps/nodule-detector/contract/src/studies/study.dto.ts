/** Studies over HTTP: the worklist, and one study with its series and findings. */
import { z } from 'zod';
import { findingSchema } from '../findings/finding.dto.js';
import { jobSummarySchema } from './job.dto.js';
import { LIMITS } from './limits.js';
import { queryInteger, shareSchema, text, timeSchema, uidSchema } from './primitives.schema.js';
import { seriesSummarySchema } from './series.dto.js';

/** How a study came in. */
export const STUDY_SOURCES = ['upload', 'dicomweb', 'dimse', 'kafka'] as const;
export const studySourceSchema = z.enum(STUDY_SOURCES);

export const studySummarySchema = z
  .object({
    studyUid: uidSchema,
    description: text(LIMITS.description).optional(),
    modality: z.string().meta({ description: 'of its series; several are joined by a backslash, as DICOM does' }),
    receivedAt: timeSchema,
    source: studySourceSchema,
    series: z.number().int(),
    instances: z.number().int(),
    job: jobSummarySchema.optional().meta({ description: 'the latest search' }),
    findings: z
      .number()
      .int()
      .meta({ description: 'of the latest search of each series: those the package shows, less those a person rejected' }),
    highest: shareSchema.optional().meta({ description: 'highest probability among them' }),
  })
  .meta({ id: 'StudySummary' });

export const studyQuerySchema = z.strictObject({
  limit: queryInteger(1, LIMITS.page).default(50),
  offset: queryInteger(0, 1_000_000).default(0),
  q: text(LIMITS.query).optional().meta({ description: 'part of the description or of the identifier, upper or lower case' }),
});

export const studyPageSchema = z
  .object({ studies: z.array(studySummarySchema), total: z.number().int() })
  .meta({ id: 'StudyPage', description: 'the latest first' });

/** `GET /v1/studies/:studyUid` */
export const studyDetailSchema = z
  .object({ study: studySummarySchema, series: z.array(seriesSummarySchema), findings: z.array(findingSchema) })
  .meta({ id: 'StudyDetail' });

export type StudySource = z.infer<typeof studySourceSchema>;
export type StudySummary = z.infer<typeof studySummarySchema>;
export type StudyQueryDto = z.infer<typeof studyQuerySchema>;
export type StudyPageDto = z.infer<typeof studyPageSchema>;
export type StudyDetailDto = z.infer<typeof studyDetailSchema>;
