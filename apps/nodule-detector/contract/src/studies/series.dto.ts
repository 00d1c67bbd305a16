/** A series of a study, and its volume where it is one. */
import { z } from 'zod';
import { LIMITS } from './limits.js';
import { failureSchema, pointSchema, queryInteger, text, triple, uidSchema } from './primitives.schema.js';

/** Where the voxels of a series lie: voxel (i, j, k) is at origin + Σ index × spacing × axis. */
export const volumeGeometrySchema = z
  .object({
    shape: z.tuple([z.number().int(), z.number().int(), z.number().int()]).meta({ description: 'voxels along x, y, z of the grid' }),
    spacing: triple.meta({ description: 'mm between neighbours along each axis' }),
    origin: pointSchema,
    direction: z
      .array(z.number())
      .length(9)
      .meta({ description: 'the unit vectors of the x, y and z axis of the grid, one after the other, LPS' }),
  })
  .meta({ id: 'VolumeGeometry' });

export const seriesSummarySchema = z
  .object({
    seriesUid: uidSchema,
    modality: z.string(),
    description: text(LIMITS.description).optional(),
    instances: z.number().int(),
    volume: volumeGeometrySchema.optional().meta({ description: 'absent until the series has been read, and where it is no volume' }),
    notes: z.array(z.string()).meta({ description: 'what was not as it should be and was mended, a sentence each' }),
    refused: failureSchema.optional().meta({ description: 'why the series cannot be searched' }),
  })
  .meta({ id: 'SeriesSummary' });

/** `GET /v1/series/:seriesUid/volume` */
export const seriesVolumeSchema = z
  .object({ seriesUid: uidSchema, volume: volumeGeometrySchema, notes: z.array(z.string()) })
  .meta({ id: 'SeriesVolume' });

/** `GET /v1/series/:seriesUid/slices`: int16 little endian, Hounsfield units, x fastest, slice after slice. */
export const slicesQuerySchema = z.strictObject({
  from: queryInteger(0, 100_000).default(0),
  count: queryInteger(1, LIMITS.slices).default(16),
});

export type VolumeGeometry = z.infer<typeof volumeGeometrySchema>;
export type SeriesSummary = z.infer<typeof seriesSummarySchema>;
export type SeriesVolumeDto = z.infer<typeof seriesVolumeSchema>;
export type SlicesQueryDto = z.infer<typeof slicesQuerySchema>;
