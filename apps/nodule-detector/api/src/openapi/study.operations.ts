/** Uploads, studies and series, as /docs shows them. */
import {
  seriesVolumeSchema,
  slicesQuerySchema,
  studyDetailSchema,
  studyPageSchema,
  studyQuerySchema,
  uidSchema,
  uploadedSchema,
} from '@casebook/nodule-detector-contract';
import type { Operation } from '@casebook/service-defaults';
import { z } from 'zod';

const study = { studyUid: uidSchema };
const series = { seriesUid: uidSchema };
const unknownStudy = { description: 'STUDY_UNKNOWN' };
const binary = z.string().meta({ format: 'binary' });

export const studyOperations: Operation[] = [
  {
    method: 'post',
    path: '/v1/uploads',
    tag: 'studies',
    summary: 'Send files of studies',
    description:
      'DICOM files, and archives of them (zip, tar, tar.gz). Each file has its own outcome; what can be searched is searched by itself.',
    body: { 'multipart/form-data': z.object({ file: z.array(binary) }) },
    answers: {
      202: { description: 'What became of each file', content: uploadedSchema },
      413: { description: 'UPLOAD_TOO_LARGE' },
      507: { description: 'STORE_FULL' },
    },
  },
  {
    method: 'get',
    path: '/v1/studies',
    tag: 'studies',
    summary: 'The worklist',
    query: studyQuerySchema,
    answers: { 200: { description: 'The latest first', content: studyPageSchema } },
  },
  {
    method: 'get',
    path: '/v1/studies/{studyUid}',
    tag: 'studies',
    summary: 'A study with its series and findings',
    params: study,
    answers: { 200: { description: 'The study', content: studyDetailSchema }, 404: unknownStudy },
  },
  {
    method: 'delete',
    path: '/v1/studies/{studyUid}',
    tag: 'studies',
    summary: 'Remove a study with everything that is known of it',
    params: study,
    answers: { 204: { description: 'Removed' }, 404: unknownStudy },
  },
  {
    method: 'get',
    path: '/v1/series/{seriesUid}/volume',
    tag: 'series',
    summary: 'Where the voxels of a series lie',
    params: series,
    answers: { 200: { description: 'The geometry', content: seriesVolumeSchema }, 404: { description: 'SERIES_UNKNOWN' } },
  },
  {
    method: 'get',
    path: '/v1/series/{seriesUid}/slices',
    tag: 'series',
    summary: 'Voxels of some slices',
    description: 'Int16, little endian, Hounsfield units, x fastest, slice after slice.',
    params: series,
    query: slicesQuerySchema,
    answers: {
      200: { description: 'The voxels', content: { 'application/octet-stream': binary } },
      404: { description: 'SERIES_UNKNOWN' },
    },
  },
];
