/** Searches, findings, reports and the live stream, as /docs shows them. */
import {
  findingSchema,
  findingsQuerySchema,
  findingsSchema,
  jobSummarySchema,
  liveFindingsSchema,
  liveQuerySchema,
  liveStudySchema,
  modelSchema,
  newJobSchema,
  newReviewSchema,
  uidSchema,
  uuidSchema,
} from '@casebook/nodule-detector-contract';
import type { Operation } from '@casebook/service-defaults';
import { z } from 'zod';

const study = { studyUid: uidSchema };
const unknownStudy = { description: 'STUDY_UNKNOWN' };

export const searchOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/model',
    tag: 'searches',
    summary: 'What searches, or why nothing does',
    answers: { 200: { description: 'The model', content: modelSchema } },
  },
  {
    method: 'post',
    path: '/v1/studies/{studyUid}/jobs',
    tag: 'searches',
    summary: 'Search a stored study again',
    description: 'A study that comes in is searched by itself. The series with most instances is searched unless the body names one.',
    params: study,
    body: newJobSchema,
    answers: {
      202: { description: 'The search, queued', content: jobSummarySchema },
      404: { description: 'STUDY_UNKNOWN, SERIES_UNKNOWN' },
    },
  },
  {
    method: 'get',
    path: '/v1/jobs/{id}',
    tag: 'searches',
    summary: 'How far a search is',
    params: { id: uuidSchema },
    answers: { 200: { description: 'The search', content: jobSummarySchema }, 404: { description: 'JOB_UNKNOWN' } },
  },
  {
    method: 'delete',
    path: '/v1/jobs/{id}',
    tag: 'searches',
    summary: 'Cancel a search that waits or runs',
    params: { id: uuidSchema },
    answers: {
      200: { description: 'The search, cancelled', content: jobSummarySchema },
      404: { description: 'JOB_UNKNOWN' },
      409: { description: 'JOB_ENDED' },
    },
  },
  {
    method: 'get',
    path: '/v1/studies/{studyUid}/findings',
    tag: 'findings',
    summary: 'What the latest search of each series found',
    params: study,
    query: findingsQuerySchema,
    answers: { 200: { description: 'The findings', content: findingsSchema }, 404: unknownStudy },
  },
  {
    method: 'get',
    path: '/v1/studies/{studyUid}/report',
    tag: 'findings',
    summary: 'The findings as a DICOM structured report',
    description:
      'TID 1500, one measurement group a nodule. Findings below the threshold of the package and those a person rejected are left out.',
    params: study,
    answers: {
      200: { description: 'A DICOM file', content: { 'application/dicom': z.string().meta({ format: 'binary' }) } },
      404: { description: 'STUDY_UNKNOWN' },
      409: { description: 'STUDY_NOT_SEARCHED' },
    },
  },
  {
    method: 'post',
    path: '/v1/findings/{id}/review',
    tag: 'findings',
    summary: 'Confirm or reject a finding',
    params: { id: uuidSchema },
    body: newReviewSchema,
    answers: { 200: { description: 'The finding', content: findingSchema }, 404: { description: 'FINDING_UNKNOWN' } },
  },
  {
    method: 'get',
    path: '/v1/live',
    tag: 'live',
    summary: 'Studies, searches and findings as they change',
    description: 'Server-sent events: `study`, `job` and `findings`.',
    query: liveQuerySchema,
    answers: {
      200: {
        description: 'The stream',
        content: { 'text/event-stream': z.union([liveStudySchema, jobSummarySchema, liveFindingsSchema]) },
      },
    },
  },
];
