/** `imaging.study.announced`: a study is there to be searched, either stored already or in a folder that the service may read. */
import { z } from 'zod';
import { LIMITS } from '../studies/limits.js';
import { text, uidSchema } from '../studies/primitives.schema.js';

/** A series that the service has stored. */
export const storedSeriesSchema = z.strictObject({ studyUid: uidSchema, seriesUid: uidSchema });

/** A folder (or an archive, or a file) below one of those that the configuration allows: a path relative to it. */
export const folderSchema = z.strictObject({
  folder: text(LIMITS.folder)
    .min(1, 'must not be empty')
    .refine(
      (path) => !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..'),
      'must be a relative path without ..',
    ),
});

export const studyAnnouncedSchema = z.union([storedSeriesSchema, folderSchema]);

export type StudyAnnounced = z.infer<typeof studyAnnouncedSchema>;
