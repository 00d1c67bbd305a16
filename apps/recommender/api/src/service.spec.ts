/** The rest of the API: catalogue, stock, users, live view, documentation, metrics. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LIMITS } from '@casebook/recommender-contract';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { apiDescription } from './openapi/api-description.js';
import { appliedIn, purchase, startTestService, type TestService } from './testing/start-test-service.js';

let service: TestService;

const fill = () =>
  service.stock(
    ...Array.from({ length: 40 }, (_, i) => ({
      id: `plate-${String(i).padStart(2, '0')}`,
      name: `Plate ${i}`,
      category: i % 2 ? 'red' : 'blue',
      price: i,
    })),
  );
beforeAll(async () => {
  service = await startTestService();
  await fill();
});
afterAll(() => service?.close());

const recommended = async (user: string, query = 'limit=100') =>
  (await service.request(`/v1/users/${user}/recommendations?${query}`)).body.items.map(
    ({ item }: { item: { id: string } }) => item.id,
  ) as string[];
const send = async (...events: unknown[]) => {
  expect((await service.request('/v1/events', { body: events })).status).toBe(202);
  await service.topology.runtime.settled();
};

describe('stock', () => {
  afterEach(fill); // what was sold out or removed is back

  it.each(['discover', 'buy-again'])(
    'never recommends what is sold out or removed (%s), from the answer to the change on',
    async (mode) => {
      const user = `stock-${mode}`;
      await send(purchase(user, 'plate-01'), purchase(user, 'plate-02'));
      const [first, second] = await recommended(user, `mode=${mode}&limit=2`);
      await service.request(`/v1/items/${first}`, { method: 'PATCH', body: { stock: 0 } });
      expect((await service.request(`/v1/items/${second}`, { method: 'DELETE' })).status).toBe(204);
      for (const other of [user, 'somebody-new']) {
        const ids = await recommended(other, `mode=${mode}&limit=100`);
        expect(ids).not.toContain(first);
        expect(ids).not.toContain(second);
        expect(ids.length).toBeGreaterThan(10);
      }
      const left = ['plate-03', 'plate-04', 'plate-05'].find((id) => id !== first && id !== second);
      const similar = await service.request(`/v1/items/${left}/similar?limit=100`);
      const ids = similar.body.items.map(({ item }: { item: { id: string } }) => item.id);
      expect(ids.length).toBeGreaterThan(0);
      expect(ids).not.toContain(first);
      expect(ids).not.toContain(second);
      await service.request(`/v1/items/${first}`, { method: 'PATCH', body: { stock: 1 } });
      expect(await recommended('somebody-new', `mode=${mode}&limit=100`)).toContain(first);
    },
  );

  it('follows what another instance changed', async () => {
    await service.topology.database.query(`UPDATE items SET stock = 0, updated_at = clock_timestamp() WHERE id = 'plate-10'`);
    for (const end = Date.now() + 60_000; Date.now() < end && (await recommended('x')).includes('plate-10');) await sleep(50);
    expect(await recommended('x')).not.toContain('plate-10');
  });
});

describe('answers', () => {
  it('are given again until the user does something or an item comes or goes, and computed anew for whom that will not do', async () => {
    const recommend = vi.spyOn(service.topology.engine, 'recommend');
    onTestFinished(() => recommend.mockRestore());
    const computed = async (work: () => Promise<unknown>) => {
      recommend.mockClear();
      await work();
      return recommend.mock.calls.length;
    };
    const ask = (headers?: Record<string, string>) =>
      service.request('/v1/users/again/recommendations?limit=7', headers ? { headers } : {});
    const [first, second] = [await ask(), await ask()];
    expect({ ...second.body, took_ms: 0 }).toEqual({ ...first.body, took_ms: 0 });
    await expect.poll(() => computed(ask)).toBe(0);
    expect(await computed(() => ask({ 'cache-control': 'no-cache' }))).toBe(1);
    await send(purchase('somebody-else', 'plate-01'));
    await expect.poll(() => computed(ask)).toBe(0);
    await send(purchase('again', 'plate-02'));
    expect(await computed(ask)).toBe(1);
    await service.request('/v1/items/plate-03', { method: 'PATCH', body: { price: 7 } });
    await expect.poll(() => computed(ask)).toBe(0);
    await service.request('/v1/items/plate-03', { method: 'PATCH', body: { stock: 0 } });
    expect(await computed(ask)).toBe(1);
    await service.request('/v1/users/again', { method: 'DELETE' });
    expect(await computed(ask)).toBe(1);
  });

  it('have the form that the contract describes', async () => {
    await send(purchase('form', 'plate-04'));
    const { body } = await service.request('/v1/users/form/recommendations?limit=5&context=DE');
    expect(body).toMatchObject({
      userId: 'form',
      mode: 'discover',
      modelVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
      degraded: false,
    });
    expect(body.items).toHaveLength(5);
    for (const { item, score, why } of body.items) {
      expect(item).toMatchObject({ id: expect.any(String), name: expect.stringMatching(/^Plate/), price: expect.any(Number) });
      expect(Number.isFinite(score)).toBe(true);
      expect(why.text).toMatch(/\w/);
    }
    const scores = body.items.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('page through the catalogue, by category and by a part of the name', async () => {
    const { body } = await service.request('/v1/items?category=red&limit=3&offset=1');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['plate-03', 'plate-05', 'plate-07']);
    expect((await service.request('/v1/items?q=LATE%2039')).body).toMatchObject({ total: 1, items: [{ id: 'plate-39' }] });
    expect((await service.request('/v1/items?q=%25')).body.total).toBe(0); // a per cent sign, not a wildcard
    const { categories } = (await service.request('/v1/categories')).body;
    expect(categories.map(({ name }: { name: string }) => name)).toEqual(['blue', 'red']);
  });

  it('change what a patch names and nothing else', async () => {
    const before = (await service.request('/v1/items/plate-20')).body;
    const { body } = await service.request('/v1/items/plate-20', { method: 'PATCH', body: { price: null } });
    expect(body).toEqual({ ...before, price: null, updatedAt: body.updatedAt });
    expect(Date.parse(body.updatedAt)).toBeGreaterThan(Date.parse(before.updatedAt));
    const replaced = await service.request('/v1/items/plate-20', { method: 'PUT', body: { name: 'Bowl', stock: 2 } });
    expect(replaced.body).toMatchObject({
      id: 'plate-20',
      name: 'Bowl',
      category: '',
      price: null,
      stock: 2,
      attributes: {},
      createdAt: before.createdAt,
    });
  });

  it('list customers who bought at least five times, the most recent first', async () => {
    const buys = (user: string, n: number, at: number) =>
      Array.from({ length: n }, (_, i) => purchase(user, `plate-0${i}`, { time: new Date(at + i).toISOString() }));
    await send(...buys('regular', 5, Date.now() - 10_000), ...buys('rare', 4, Date.now()), ...buys('recent', 6, Date.now() - 5_000));
    const { users } = (await service.request('/v1/users?limit=2')).body;
    expect(users.map(({ userId, purchases }: { userId: string; purchases: number }) => [userId, purchases])).toEqual([
      ['recent', 6],
      ['regular', 5],
    ]);
  });

  it('erase a user', async () => {
    await send(purchase('forget-me', 'plate-05'), purchase('forget-me', 'plate-06'));
    expect(await recommended('forget-me')).not.toContain('plate-05');
    expect((await service.request('/v1/users/forget-me', { method: 'DELETE' })).body).toEqual({ userId: 'forget-me', interactions: 2 });
    expect((await service.request('/v1/users/forget-me/history')).body.entries).toEqual([]);
    expect(await recommended('forget-me')).toContain('plate-05');
    const tables = ['interactions', 'user_items', 'outbox', 'inbox', 'item_demand'];
    for (const table of tables)
      expect(JSON.stringify(await service.topology.database.query(`SELECT * FROM ${table}`))).not.toContain('forget-me');
  });
});

describe('live view', () => {
  it('tells figures, own events with their user, others without', async () => {
    const leave = new AbortController();
    const response = await fetch(`${service.url}/v1/live?user=me`, { signal: leave.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    let text = '';
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body!) text += decoder.decode(chunk, { stream: true });
    })().catch(() => undefined);
    await send(purchase('me', 'plate-07', { id: 'mine' }), purchase('other', 'plate-08', { id: 'theirs' }));
    for (const end = Date.now() + 60_000; Date.now() < end && appliedIn(text).length < 2;) await sleep(20);
    leave.abort();
    await reading;
    expect(text).toMatch(/^event: stats\ndata: \{"at":/);
    const applied = appliedIn(text);
    expect(applied.find(({ id }) => id === 'mine')).toMatchObject({
      userId: 'me',
      itemId: 'plate-07',
      itemName: 'Plate 7',
      type: 'shop.item.purchased',
    });
    expect(applied.find(({ id }) => id === 'theirs')).toMatchObject({ userId: null, itemId: 'plate-08' });
    expect(text).not.toContain('other');
  });
});

describe('operation', () => {
  it('documents each route there is, and none that is not', async () => {
    const { body } = await service.request('/docs/openapi.json');
    const documented = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const routes = service.service.routes().filter((route) => route.includes(' /v1/') && !route.startsWith('HEAD'));
    expect(documented.sort()).toEqual(routes.sort());
    expect(apiDescription.operations).toHaveLength(routes.length);
    expect(JSON.stringify(body)).not.toContain('#/$defs/');
  });

  it('measures recommendations, events and the engine', async () => {
    await send(purchase('metric', 'plate-09'));
    await recommended('metric');
    const { body } = await service.request('/metrics');
    for (const line of [
      /route="\/v1\/users\/:id\/recommendations",status="200"\} \d+/,
      /events_consumed_total\{.*result="applied"/,
      /catalogue_items\{.*\} \d+/,
      /events_consumer_lag\{/,
      /cache_requests_total\{.*cache="items",result="hit"/,
      /events_outbox_delay_seconds_count\{.*\} \d+/,
      /nodejs_eventloop_lag_p99_seconds/,
    ]) {
      expect(body).toMatch(line);
    }
  });

  it('speaks the Open Inference Protocol', async () => {
    expect((await service.request('/v2/health/ready')).status).toBe(200);
    const { body } = await service.request('/v2');
    expect(body).toMatchObject({ name: 'recommender' });
    expect((await service.request('/v2/models/user-tower')).body).toMatchObject({ name: 'user-tower', inputs: expect.any(Array) });
    expect((await service.request('/v2/models/none')).status).toBe(404);

    const ranker = (await service.request('/v2/models/ranker-discover')).body;
    const [{ name, datatype, shape }] = ranker.inputs;
    const infer = (data: unknown[]) =>
      service.request('/v2/models/ranker-discover/infer', { body: { inputs: [{ name, datatype, shape: [1, shape[1]], data }] } });
    const { status, body: answer } = await infer(Array(shape[1]).fill(0));
    expect([status, answer.outputs[0].shape]).toEqual([200, [1, 1]]);
    expect(Number.isFinite(answer.outputs[0].data[0])).toBe(true);
    expect((await infer([1, 2, 3])).status).toBe(400);
    expect((await infer(Array(shape[1]).fill('1'))).status).toBe(400);
  });

  it('logs no one', async () => {
    await service.request('/v1/users/kurt-meier/history');
    await service.request('/v1/users/kurt-meier/history?limit=0');
    expect(service.logs.join('\n')).not.toContain('kurt-meier');
    expect(service.logs.some((line) => line.includes('/v1/users/:id/history'))).toBe(true);
  });

  it('keeps an answer with the longest identifiers within bounds', async () => {
    const id = '\u{1F642}'.repeat(LIMITS.id / 2);
    expect((await service.request(`/v1/users/${encodeURIComponent(id)}/recommendations`)).body.userId).toBe(id);
  });
});
