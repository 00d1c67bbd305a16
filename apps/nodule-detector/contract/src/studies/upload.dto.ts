/** Answer to `POST /v1/uploads`: what became of each file, and which studies they are of. */
import { z } from 'zod';
import { uidSchema } from './primitives.schema.js';

export const uploadedFileSchema = z
  .object({
    name: z.string().meta({ description: 'as it was sent; of a file in an archive, archive/path' }),
    status: z.enum(['stored', 'duplicate', 'refused']),
    code: z.string().optional().meta({ description: 'why it was refused, for programs' }),
    detail: z.string().optional().meta({ description: 'why it was refused and what to do, for people' }),
  })
  .meta({ id: 'UploadedFile' });

export const uploadedSchema = z
  .object({
    files: z.array(uploadedFileSchema),
    studies: z.array(z.object({ studyUid: uidSchema, seriesUids: z.array(uidSchema) })),
  })
  .meta({ id: 'Uploaded' });

export type UploadedFileDto = z.infer<typeof uploadedFileSchema>;
export type UploadedDto = z.infer<typeof uploadedSchema>;
