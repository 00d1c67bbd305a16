/** What /docs shows. A spec compares it with the routes there are. */
import { problemSchema, RESEARCH_USE } from '@casebook/nodule-detector-contract';
import type { ApiDescription } from '@casebook/service-defaults';
import { searchOperations } from './search.operations.js';
import { studyOperations } from './study.operations.js';

export const apiDescription: ApiDescription = {
  title: 'Casebook nodule detector',
  description: `${RESEARCH_USE} Takes CTs of the chest as DICOM and marks lung nodules. The networks are also reachable through the Open Inference Protocol at /v2, studies through DICOMweb at /dicom-web; health is at /health/live and /health/ready, metrics are at /metrics.`,
  version: '0.1.0',
  problem: problemSchema,
  operations: [...studyOperations, ...searchOperations],
};
