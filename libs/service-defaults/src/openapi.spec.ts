import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from './openapi.js';

const item = z.object({ id: z.string().max(128), price: z.number().default(1) }).meta({ id: 'Item' });
const document = openApiDocument({
  title: 'Shop',
  description: '',
  version: '1',
  problem: z.object({ code: z.string() }).meta({ id: 'Problem' }),
  operations: [
    {
      method: 'post',
      path: '/v1/items/{id}',
      summary: 'Write',
      tag: 'items',
      params: { id: z.string().meta({ description: 'which' }) },
      query: z.object({ limit: z.string().transform(Number).pipe(z.number().int().max(100)).default(20) }),
      body: { 'application/json': item },
      answers: { 200: { description: 'Written', content: z.array(item) } },
    },
  ],
}) as any; // eslint-disable-line @typescript-eslint/no-explicit-any -- read like the JSON it becomes

describe('openApiDocument', () => {
  const operation = document.paths['/v1/items/{id}'].post;

  it('has each schema with an id once, and every reference leads to one', () => {
    expect(Object.keys(document.components.schemas).sort()).toEqual(['Item', 'Problem']);
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    expect([...references].map(([, id]) => id).sort()).toEqual(['Item', 'Item', 'Problem']);
  });

  it('describes parameters as they are after reading', () => {
    expect(operation.parameters).toEqual([
      { name: 'id', in: 'path', required: true, description: 'which', schema: { type: 'string' } },
      {
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', maximum: 100, minimum: Number.MIN_SAFE_INTEGER, default: 20 },
      },
    ]);
  });

  it('names operations and answers problems by default', () => {
    expect(operation.operationId).toBe('postV1ItemsId');
    expect(operation.responses.default.content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/Problem' });
  });
});
