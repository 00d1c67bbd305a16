/** Recommendations, events and users, as /docs shows them. */
import {
  acceptedSchema,
  erasedSchema,
  historyQuerySchema,
  historySchema,
  idSchema,
  interactionBatchSchema,
  interactionDataSchema,
  interactionEventSchema,
  liveAppliedSchema,
  liveQuerySchema,
  liveStatsSchema,
  recommendationQuerySchema,
  recommendationsSchema,
  similarItemsSchema,
  similarQuerySchema,
  userQuerySchema,
  usersSchema,
} from '@casebook/recommender-contract';
import type { Operation } from '@casebook/service-defaults';
import { z } from 'zod';

const params = { id: idSchema };

export const shopperOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/users/{id}/recommendations',
    tag: 'recommendations',
    summary: 'What to show a user',
    description:
      'Items on stock, best first, each with a reason. A user never seen gets the cold-start answer of the model. ' +
      'An answer is given again for a while, until the user does something or the offer changes; `Cache-Control: no-cache` computes it anew.',
    params,
    query: recommendationQuerySchema,
    answers: { 200: { description: 'The recommendations', content: recommendationsSchema } },
  },
  {
    method: 'get',
    path: '/v1/items/{id}/similar',
    tag: 'recommendations',
    summary: 'What goes with an item',
    params,
    query: similarQuerySchema,
    answers: { 200: { description: 'Similar items', content: similarItemsSchema }, 404: { description: 'ITEM_UNKNOWN' } },
  },
  {
    method: 'post',
    path: '/v1/events',
    tag: 'events',
    summary: 'Tell what shoppers did',
    description:
      'CloudEvents 1.0: one structured event, a batch, or binary mode (attributes in ce-… headers, the data as body). All or nothing.',
    body: {
      'application/cloudevents+json': interactionEventSchema,
      'application/cloudevents-batch+json': interactionBatchSchema,
      'application/json': z.union([interactionEventSchema, interactionBatchSchema, interactionDataSchema]),
    },
    answers: {
      202: { description: 'Stored; applied within moments, once', content: acceptedSchema },
      404: { description: 'ITEM_UNKNOWN: nothing is stored' },
    },
  },
  {
    method: 'get',
    path: '/v1/users',
    tag: 'users',
    summary: 'Customers who have bought before',
    query: userQuerySchema,
    answers: { 200: { description: 'Most recently active first', content: usersSchema } },
  },
  {
    method: 'get',
    path: '/v1/users/{id}/history',
    tag: 'users',
    summary: 'What a user did',
    params,
    query: historyQuerySchema,
    answers: { 200: { description: 'Most recent first; empty for a user never seen', content: historySchema } },
  },
  {
    method: 'delete',
    path: '/v1/users/{id}',
    tag: 'users',
    summary: 'Erase what is stored of a user',
    params,
    answers: { 200: { description: 'How many interactions were erased', content: erasedSchema } },
  },
  {
    method: 'get',
    path: '/v1/live',
    tag: 'live',
    summary: 'Figures and events as they happen',
    description: 'Server-sent events: `stats` once a second, `applied` for events.',
    query: liveQuerySchema,
    answers: { 200: { description: 'The stream', content: { 'text/event-stream': z.union([liveStatsSchema, liveAppliedSchema]) } } },
  },
];
