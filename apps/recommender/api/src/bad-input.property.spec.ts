/** Thousands of generated bad events and requests: each is refused or harmless, none crashes the service or changes what is stored. */
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purchase, startTestService, type TestService } from './testing/start-test-service.js';

let service: TestService;
let before: unknown;

const stored = () =>
  service.topology.database.query(
    `SELECT (SELECT count(*) FROM items) AS items, (SELECT max(updated_at) FROM items) AS changed, (SELECT count(*) FROM interactions) AS interactions,
            (SELECT count(*) FROM user_items) AS sums, (SELECT count(*) FROM outbox) AS outbox, (SELECT count(*) FROM inbox) AS inbox`,
  );

beforeAll(async () => {
  service = await startTestService();
  await service.stock({ id: 'cup' }, { id: 'bowl' });
  await service.request('/v1/events', { body: purchase('anna', 'cup') });
  await service.topology.runtime.settled();
  before = await stored();
});
afterAll(() => service?.close());

const refused = async (path: string, init: Parameters<TestService['request']>[1]) => {
  const { status, body } = await service.request(path, init);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(body).toMatchObject({ status, code: expect.stringMatching(/^[A-Z_]+$/), detail: expect.stringMatching(/\w/) });
};

const nasty = fc.oneof(
  fc.constantFrom(
    null,
    true,
    '',
    '\u0000',
    '\ud800',
    'NaN',
    -1,
    0,
    1e308,
    1.5,
    [],
    {},
    [[]],
    { $ne: null },
    'a'.repeat(5000),
    "' OR 1=1 --",
    '${7*7}',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const id = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });

/** Fields of an event, each with values that its schema refuses. */
const badField = fc.oneof(
  fc.record({
    field: fc.constantFrom('specversion', 'type', 'time'),
    value: fc.oneof(fc.string({ maxLength: 30 }), nasty).filter((value) => value !== '1.0'),
  }),
  fc.record({
    field: fc.constantFrom('id', 'source'),
    value: nasty.filter((value) => typeof value !== 'string' || value.length > 600 || /[\p{Cc}\p{Cs}]/u.test(value)),
  }),
  fc.record({ field: fc.constant('data'), value: nasty }),
);
const badData = fc.oneof(
  fc.record({
    field: fc.constantFrom('userId', 'itemId'),
    value: nasty.filter((value) => typeof value !== 'string' || value.trim() === '' || value.length > 128),
  }),
  fc.record({
    field: fc.constantFrom('quantity', 'price'),
    value: nasty.filter((value) => typeof value !== 'number' || value < 0 || value > 1e9),
  }),
  fc.record({ field: fc.constant('itemId'), value: id.map((unknown) => `unknown ${unknown}`) }),
);

const badEvent = fc.oneof(
  badField.map(({ field, value }) => ({ ...purchase('anna', 'cup'), [field]: value })),
  badData.map(({ field, value }) => purchase('anna', 'cup', {}, { [field]: value })),
  fc.constantFrom('specversion', 'id', 'source', 'type', 'data').map((field) => {
    const event: Record<string, unknown> = purchase('anna', 'cup');
    delete event[field];
    return event;
  }),
  nasty.filter((value) => !Array.isArray(value) || value.length > 0),
);

const badItem = fc.oneof(
  fc.record({
    field: fc.constantFrom('id', 'name'),
    value: nasty.filter((value) => typeof value !== 'string' || value.trim() === '' || value.length > 300),
  }),
  fc.record({ field: fc.constant('stock'), value: nasty.filter((value) => !Number.isInteger(value) || (value as number) < 0) }),
  fc.record({
    field: fc.constant('attributes'),
    value: nasty.filter((value) => typeof value !== 'object' || value === null || Array.isArray(value)),
  }),
  fc.record({
    field: fc.string({ maxLength: 10 }).filter((name) => !['id', 'name', 'stock', 'price', 'category', 'attributes'].includes(name)),
    value: nasty,
  }),
);

const runs = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 45_000, markInterruptAsFailure: true });

describe('generated bad input', () => {
  test.prop([badEvent], runs(700))('no bad event is taken', (body) => refused('/v1/events', { body: JSON.stringify(body) }));

  test.prop([fc.array(badEvent, { minLength: 1, maxLength: 4 }), fc.nat(4)], runs(300))('no batch with a bad event is taken', (bad, at) => {
    const batch: unknown[] = [purchase('anna', 'cup'), purchase('anna', 'bowl')];
    batch.splice(Math.min(at, 2), 0, ...bad);
    return refused('/v1/events', { body: batch, headers: { 'content-type': 'application/cloudevents-batch+json' } });
  });

  test.prop(
    [fc.constantFrom('specversion', 'id', 'source', 'type'), fc.constantFrom('', '%00', '%ED%A0%80', '\u00ff'.repeat(600)), nasty],
    runs(200),
  )('no broken binary event is taken', (field, value, data) =>
    refused('/v1/events', {
      body: JSON.stringify(data),
      headers: { 'ce-specversion': '1.0', 'ce-id': 'x', 'ce-source': '/s', 'ce-type': 'shop.item.viewed', [`ce-${field}`]: value },
    }),
  );

  test.prop([badItem], runs(300))('no bad item is taken', ({ field, value }) =>
    refused('/v1/items', { body: JSON.stringify({ id: 'new', name: 'New', stock: 1, [field]: value }) }),
  );

  test.prop([fc.string({ maxLength: 40 }).filter((text) => !isJson(text))], runs(200))('no text that is not JSON is taken', (body) =>
    refused('/v1/events', { body: body || '{' }),
  );

  test.prop(
    [
      fc.string({ maxLength: 12 }).filter((value) => !/^0*([1-9]\d?|100)$/.test(value)),
      fc.constantFrom('users/anna/recommendations', 'items/cup/similar', 'users'),
    ],
    runs(200),
  )('no bad limit is taken', (value, path) => refused(`/v1/${path}?limit=${encodeURIComponent(value)}`, {}));

  const target = fc.record({
    method: fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'POST'),
    path: fc.array(
      fc.oneof(
        fc.constantFrom('v1', 'v2', 'items', 'users', 'events', 'health', 'models', '..', '%', '%00', '%ff'),
        fc.string({ maxLength: 8 }).map(encodeURIComponent),
      ),
      { maxLength: 5 },
    ),
    query: fc.string({ maxLength: 20 }).map(encodeURI),
  });
  test.prop([target, nasty], runs(300))('no address, method or body makes it fail', async ({ method, path, query }, body) => {
    const target = `/${path.join('/')}?${query}`;
    if (target.includes('v1/live')) return;
    const { status } = await service.request(target, { method, ...(method === 'GET' ? {} : { body: JSON.stringify(body) }) });
    expect(status).toBeLessThan(500);
  });

  it('has changed nothing that is stored, and the service is well', async () => {
    await service.topology.runtime.settled();
    expect(await stored()).toEqual(before);
    expect((await service.request('/health/ready')).body.status).toBe('up');
    expect(service.logs.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
