/** The catalogue, as /docs shows it. */
import {
  categoriesSchema,
  idSchema,
  itemPageSchema,
  itemPatchSchema,
  itemQuerySchema,
  itemReplacementSchema,
  itemSchema,
  itemsWrittenSchema,
  newItemSchema,
  newItemsSchema,
} from '@casebook/recommender-contract';
import type { Operation } from '@casebook/service-defaults';
import { z } from 'zod';

const tag = 'catalogue';
const params = { id: idSchema };
const unknown = { description: 'ITEM_UNKNOWN' };

export const catalogueOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/items',
    tag,
    summary: 'A page of the catalogue',
    query: itemQuerySchema,
    answers: { 200: { description: 'Ordered by id', content: itemPageSchema } },
  },
  {
    method: 'get',
    path: '/v1/categories',
    tag,
    summary: 'Categories and how many items each has',
    answers: { 200: { description: 'Ordered by name', content: categoriesSchema } },
  },
  {
    method: 'post',
    path: '/v1/items',
    tag,
    summary: 'Create an item, or write many',
    description: 'One item is created. A list creates those that are new and replaces those that exist.',
    body: z.union([newItemSchema, newItemsSchema]),
    answers: {
      200: { description: 'The list is written', content: itemsWrittenSchema },
      201: { description: 'The item is created', content: itemSchema },
      409: { description: 'ITEM_EXISTS' },
    },
  },
  {
    method: 'get',
    path: '/v1/items/{id}',
    tag,
    summary: 'One item',
    params,
    answers: { 200: { description: 'The item', content: itemSchema }, 404: unknown },
  },
  {
    method: 'put',
    path: '/v1/items/{id}',
    tag,
    summary: 'Write a whole item, new or not',
    params,
    body: itemReplacementSchema,
    answers: { 200: { description: 'The item', content: itemSchema } },
  },
  {
    method: 'patch',
    path: '/v1/items/{id}',
    tag,
    summary: 'Change some fields, e.g. stock or price',
    params,
    body: itemPatchSchema,
    answers: { 200: { description: 'The item', content: itemSchema }, 404: unknown },
  },
  {
    method: 'delete',
    path: '/v1/items/{id}',
    tag,
    summary: 'Remove an item',
    params,
    answers: { 204: { description: 'Removed; histories keep its id' }, 404: unknown },
  },
];
