/** What /docs shows. A spec compares it with the routes there are. */
import { problemSchema } from '@casebook/recommender-contract';
import type { ApiDescription } from '@casebook/service-defaults';
import { catalogueOperations } from './catalogue.operations.js';
import { shopperOperations } from './shopper.operations.js';

export const apiDescription: ApiDescription = {
  title: 'Casebook recommender',
  description:
    'Recommendations for a shop, from what its customers do. The model itself is also reachable through the Open Inference Protocol at /v2; health is at /health/live and /health/ready, metrics are at /metrics.',
  version: '0.1.0',
  problem: problemSchema,
  operations: [...shopperOperations, ...catalogueOperations],
};
