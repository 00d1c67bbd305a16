/** What is wrong with a request, said so that its sender knows what to do; nothing of it is stored. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purchase, startTestService, type TestService } from './testing/start-test-service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
  await service.stock({ id: 'cup' }, { id: 'bowl' });
});
afterAll(() => service?.close());

interface Case {
  what: string;
  path: string;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  status: number;
  code: string;
  says: RegExp;
}

const event = (attributes: object, data: object = {}) => ({ path: '/v1/events', body: purchase('u1', 'cup', attributes, data) });
const limit = (value: string) => ({ path: `/v1/users/u1/recommendations?limit=${value}` });
const item = (body: object) => ({ path: '/v1/items', body: { id: 'x', name: 'X', stock: 1, ...body } });
const binary = (headers: Record<string, string>) => ({
  path: '/v1/events',
  body: { userId: 'u1', itemId: 'cup' },
  headers: { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/s', 'ce-type': 'shop.item.viewed', ...headers },
});
const QUERY = { status: 400, code: 'QUERY_INVALID' };
const EVENT = { status: 400, code: 'EVENT_INVALID' };
const ITEM = { status: 400, code: 'ITEM_INVALID' };

const cases: Case[] = [
  { what: 'limit 0', ...limit('0'), ...QUERY, says: /limit: must be at least 1/ },
  { what: 'limit 10⁹', ...limit('1000000000'), ...QUERY, says: /limit: must be at most 100/ },
  { what: 'negative limit', ...limit('-1'), ...QUERY, says: /limit: must be a whole number from 1 to 100/ },
  { what: 'limit that is no number', ...limit('many'), ...QUERY, says: /limit: must be a whole number from 1 to 100/ },
  { what: 'two limits', ...limit('1&limit=2'), ...QUERY, says: /limit: must be one whole number from 1 to 100/ },
  { what: 'unknown mode', path: '/v1/users/u1/recommendations?mode=best', ...QUERY, says: /mode: must be discover or buy-again/ },
  { what: 'unknown query parameter', path: '/v1/users/u1/recommendations?lmit=5', ...QUERY, says: /lmit/ },
  {
    what: 'context with a control character',
    path: '/v1/users/u1/recommendations?context=%00',
    ...QUERY,
    says: /context: must not contain control characters/,
  },
  {
    what: 'user id with NUL',
    path: '/v1/users/a%00b/recommendations',
    status: 400,
    code: 'ID_INVALID',
    says: /id of the user is not valid\. must not contain control characters/,
  },
  {
    what: 'user id of 129 characters',
    path: `/v1/users/${'a'.repeat(129)}/history`,
    status: 400,
    code: 'ID_INVALID',
    says: /at most 128 characters/,
  },
  { what: 'unknown item', path: '/v1/items/none', status: 404, code: 'ITEM_UNKNOWN', says: /POST \/v1\/items/ },
  { what: 'items like an unknown one', path: '/v1/items/none/similar', status: 404, code: 'ITEM_UNKNOWN', says: /GET \/v1\/items/ },
  {
    what: 'event of an unknown item',
    path: '/v1/events',
    body: purchase('u1', 'none'),
    status: 404,
    code: 'ITEM_UNKNOWN',
    says: /POST \/v1\/items, then send the events again/,
  },
  { what: 'event without a user', ...event({}, { userId: undefined }), ...EVENT, says: /userId/ },
  { what: 'event whose user is a number', ...event({}, { userId: 7 }), ...EVENT, says: /userId.*string/ },
  {
    what: 'event whose user has 129 characters',
    ...event({}, { userId: 'a'.repeat(129) }),
    ...EVENT,
    says: /userId: must have at most 128 characters/,
  },
  { what: 'event whose quantity is text', ...event({}, { quantity: 'two' }), ...EVENT, says: /quantity.*number/ },
  { what: 'event whose quantity is 0', ...event({}, { quantity: 0 }), ...EVENT, says: /quantity/ },
  { what: 'event whose price is negative', ...event({}, { price: -1 }), ...EVENT, says: /price/ },
  { what: 'event whose price is huge', ...event({}, { price: 1e300 }), ...EVENT, says: /price/ },
  {
    what: 'event of an unknown type',
    ...event({ type: 'shop.item.stolen' }),
    status: 400,
    code: 'EVENT_TYPE_UNKNOWN',
    says: /shop\.item\.purchased/,
  },
  { what: 'event of the future', ...event({ time: '2999-01-01T00:00:00Z' }), status: 400, code: 'EVENT_IN_FUTURE', says: /clock/ },
  { what: 'event of a time before clocks', ...event({ time: '0001-01-01T00:00:00Z' }), ...EVENT, says: /time: must not be before 1970/ },
  { what: 'event whose time is a word', ...event({ time: 'now' }), ...EVENT, says: /time/ },
  { what: 'event of another version', ...event({ specversion: '0.3' }), ...EVENT, says: /specversion/ },
  { what: 'event whose id is too long', ...event({ id: 'i'.repeat(129) }), ...EVENT, says: /id: must have at most 128 characters/ },
  { what: 'event whose source has white space', ...event({ source: 'two words' }), ...EVENT, says: /source.*white space/ },
  { what: 'a bare number as an event', path: '/v1/events', body: 7, ...EVENT, says: /event is not valid/ },
  { what: 'null as an event', path: '/v1/events', body: 'null', ...EVENT, says: /event is not valid/ },
  {
    what: 'one bad event in a batch',
    path: '/v1/events',
    body: [purchase('u1', 'cup'), purchase('u1', 'bowl', {}, { quantity: -1 })],
    ...EVENT,
    says: /Event 1 of the batch/,
  },
  {
    what: 'a batch of 1001',
    path: '/v1/events',
    body: Array.from({ length: 1001 }, () => purchase('u1', 'cup')),
    status: 413,
    code: 'EVENT_BATCH_TOO_LARGE',
    says: /send several/,
  },
  { what: 'binary mode without a type', ...binary({ 'ce-type': '' }), ...EVENT, says: /type/ },
  { what: 'binary mode of another version', ...binary({ 'ce-specversion': '9' }), ...EVENT, says: /specversion/ },
  {
    what: 'a huge body',
    path: '/v1/events',
    body: JSON.stringify('x'.repeat(1_100_000)),
    status: 413,
    code: 'BODY_TOO_LARGE',
    says: /several batches/,
  },
  {
    what: 'malformed JSON',
    path: '/v1/events',
    body: '{"specversion":',
    status: 400,
    code: 'JSON_MALFORMED',
    says: /quotes, commas and brackets/,
  },
  {
    what: 'NaN in a body',
    path: '/v1/items',
    body: '{"id":"x","name":"X","stock":1,"price":NaN}',
    status: 400,
    code: 'JSON_MALFORMED',
    says: /not JSON as this service reads it.*__proto__/,
  },
  {
    what: 'a poisoned prototype',
    path: '/v1/items',
    body: '{"id":"x","name":"X","stock":1,"__proto__":{"a":1}}',
    status: 400,
    code: 'JSON_MALFORMED',
    says: /not JSON as this service reads it.*__proto__/,
  },
  {
    what: 'XML',
    path: '/v1/events',
    body: '<event/>',
    headers: { 'content-type': 'application/xml' },
    status: 415,
    code: 'MEDIA_TYPE_UNSUPPORTED',
    says: /application\/json/,
  },
  { what: 'infinite price', path: '/v1/items', body: '{"id":"x","name":"X","stock":1,"price":1e999}', ...ITEM, says: /price/ },
  { what: 'stock of half a piece', ...item({ stock: 0.5 }), ...ITEM, says: /stock/ },
  { what: 'stock below zero', ...item({ stock: -1 }), ...ITEM, says: /stock/ },
  { what: 'unknown field of an item', ...item({ colour: 'red' }), ...ITEM, says: /colour/ },
  { what: 'an unknown field of a megabyte', ...item({ ['k'.repeat(900_000)]: 1 }), ...ITEM, says: /…$/ },
  {
    what: 'NUL in an attribute',
    ...item({ attributes: { a: '\u0000' } }),
    ...ITEM,
    says: /attributes\.a: must not contain control characters/,
  },
  {
    what: 'a lone surrogate in a name',
    ...item({ name: '\ud800' }),
    ...ITEM,
    says: /name: must not contain control characters or broken Unicode/,
  },
  { what: 'an item that exists', ...item({ id: 'cup' }), status: 409, code: 'ITEM_EXISTS', says: /PUT or PATCH/ },
  {
    what: 'an id twice in a list',
    path: '/v1/items',
    body: [1, 2].map(() => ({ id: 'x', name: 'X', stock: 1 })),
    status: 400,
    code: 'ITEM_TWICE',
    says: /Send each item once/,
  },
  { what: 'an empty list of items', path: '/v1/items', body: [], ...ITEM, says: /at least one item/ },
  {
    what: 'a change of nothing',
    path: '/v1/items/cup',
    method: 'PATCH',
    body: {},
    ...ITEM,
    says: /at least one of name, category, price, stock, attributes/,
  },
  {
    what: 'a change of an unknown item',
    path: '/v1/items/none',
    method: 'PATCH',
    body: { stock: 1 },
    status: 404,
    code: 'ITEM_UNKNOWN',
    says: /POST \/v1\/items/,
  },
  {
    what: 'removal of an unknown item',
    path: '/v1/items/none',
    method: 'DELETE',
    status: 404,
    code: 'ITEM_UNKNOWN',
    says: /POST \/v1\/items/,
  },
  {
    what: 'another id in a replacement',
    path: '/v1/items/cup',
    method: 'PUT',
    body: { id: 'bowl', name: 'X', stock: 1 },
    ...ITEM,
    says: /id/,
  },
  { what: 'a page beyond reason', path: '/v1/items?offset=9999999999', ...QUERY, says: /offset: must be at most 1000000/ },
  { what: 'an unknown address', path: '/v1/nothing', status: 404, code: 'NOT_FOUND', says: /\/docs/ },
  {
    what: 'a method the address does not know',
    path: '/v1/events',
    method: 'PUT',
    body: {},
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    says: /answers POST, not PUT/,
  },
  {
    what: 'a stream for an invalid user',
    path: `/v1/live?user=${'a'.repeat(129)}`,
    ...QUERY,
    says: /user: must have at most 128 characters/,
  },
];

describe('bad input', () => {
  it.each(cases)('$what: $code', async ({ path, status, code, says, ...init }) => {
    const { body, headers } = await service.request(path, init);
    expect(body).toMatchObject({ status, code, instance: headers.get('x-request-id') });
    expect(body.detail).toMatch(says);
    expect(body.detail.length).toBeLessThan(1600);
    expect(headers.get('content-type')).toContain('application/problem+json');
  });

  it('has stored nothing of it', async () => {
    await service.topology.runtime.settled();
    const count = async (table: string) =>
      (await service.topology.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;
    expect([await count('interactions'), await count('items'), await count('outbox')]).toEqual([0, 2, 0]);
  });
});

describe('what looks bad and is not', () => {
  it.each([
    "'; DROP TABLE items; --",
    '{"$gt":""}',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    'größe 😀',
    '%00',
    'a/b?c#d',
    '<script>',
  ])('%s is an id like any other', async (id) => {
    const path = encodeURIComponent(id);
    expect((await service.request('/v1/items', { body: { id, name: id, stock: 1, attributes: { note: id } } })).status).toBe(201);
    expect((await service.request(`/v1/items/${path}`)).body).toMatchObject({ id, name: id, attributes: { note: id } });
    expect((await service.request('/v1/events', { body: purchase(id, id, { id: `e-${id}` }) })).status).toBe(202);
    await service.topology.runtime.settled();
    expect((await service.request(`/v1/users/${path}/history`)).body.entries).toMatchObject([{ item: { id }, purchases: 1 }]);
    expect((await service.request(`/v1/users/${path}/recommendations`)).body).toMatchObject({ userId: id, degraded: false });
    expect((await service.request(`/v1/items?q=${path}`)).body.items).toMatchObject([{ id }]);
  });

  it('a user never seen gets the cold-start answer', async () => {
    const { status, body } = await service.request('/v1/users/nobody/recommendations?limit=1');
    expect(status).toBe(200);
    expect(body).toMatchObject({ userId: 'nobody', mode: 'discover', degraded: false });
    expect(body.items).toHaveLength(1);
    expect((await service.request('/v1/users/nobody/history')).body).toEqual({ userId: 'nobody', entries: [] });
  });

  it('an empty batch is one', async () => {
    expect((await service.request('/v1/events', { body: [] })).body).toEqual({ accepted: 0, ids: [] });
  });
});
