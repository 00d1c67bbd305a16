/** What happens while PostgreSQL, Kafka or the model's threads are away, and when they are back: nothing accepted is lost, nothing crashes. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@casebook/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, kafkaBrokers, startBroker, type Broker } from './testing/kafka.js';
import { purchase, startTestService, type TestService } from './testing/start-test-service.js';

const until = async (condition: () => Promise<boolean>) => {
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(50)) if (await condition()) return;
  throw new Error('It did not come true within 90 s.');
};

/** A folder that PostgreSQL's account may enter. */
function publicFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-outage-'));
  chmodSync(folder, 0o755);
  return folder;
}

describe('PostgreSQL', () => {
  const folder = publicFolder();
  let postgres: EmbeddedPostgres;
  let port: number;
  let service: TestService;
  let address: string;

  beforeAll(async () => {
    // Made once to know its address; the service then starts while it is away.
    postgres = await startEmbeddedPostgres({ folder, durable: false });
    ({ port, url: address } = postgres);
    await postgres.stop();
    service = await startTestService({ env: { DATABASE_URL: address } });
  });
  afterAll(async () => {
    await service?.close();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('away at the start: the service answers, is not ready and says why, and joins when it comes', async () => {
    const ready = await service.request('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body.checks.catalogue).toEqual({ status: 'down', reason: expect.stringContaining('PostgreSQL is away') });
    expect((await service.request('/health/live')).status).toBe(200);
    expect(await service.request('/v1/users/anna/recommendations')).toMatchObject({ status: 503, body: { code: 'CATALOGUE_NOT_LOADED' } });
    expect(await service.request('/v1/events', { body: purchase('anna', 'cup') })).toMatchObject({
      status: 503,
      body: { code: 'DATABASE_UNREACHABLE' },
    });

    postgres = await startEmbeddedPostgres({ folder, port, durable: false });
    await until(async () => (await service.request('/health/ready')).status === 200);
    await service.stock({ id: 'cup' }, { id: 'bowl' }, { id: 'jar' });
    expect((await service.request('/v1/users/anna/recommendations')).body.degraded).toBe(false);
  });

  it('killed later: writes wait for it with a clear error, recommendations are popular items, and all is well when it is back', async () => {
    expect(
      (await service.request('/v1/events', { body: [purchase('ben', 'jar'), purchase('cleo', 'jar'), purchase('anna', 'cup')] })).status,
    ).toBe(202);
    process.kill(postgres.pid, 'SIGKILL'); // the events may be anywhere between outbox and history
    await until(async () => (await service.request('/v1/items')).status === 503);

    const refused = await service.request('/v1/events', { body: purchase('anna', 'bowl') });
    expect(refused).toMatchObject({ status: 503, body: { code: 'DATABASE_UNREACHABLE', detail: expect.stringContaining('try again') } });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await service.request('/v1/items/cup', { method: 'PATCH', body: { stock: 1 } })).toMatchObject({ status: 503 });
    const { status, body } = await service.request('/v1/users/anna/recommendations');
    expect([status, body.degraded]).toEqual([200, 'DATABASE_UNREACHABLE']);
    expect(body.items.map(({ item, why }: { item: { id: string }; why: { kind: string } }) => [item.id, why.kind])).toHaveLength(3);
    expect(body.items[0].why.kind).toBe('popular');
    expect((await service.request('/health/ready')).body).toMatchObject({
      status: 'degraded',
      checks: { database: { code: 'DATABASE_UNREACHABLE' } },
    });

    postgres = await startEmbeddedPostgres({ folder, port, durable: false });
    await until(async () => (await service.request('/v1/events', { body: purchase('anna', 'bowl', { id: 'after' }) })).status === 202);
    await until(async () => (await service.request('/v1/users/anna/history')).body.entries?.length === 2);
    const entries = (await service.request('/v1/users/anna/history')).body.entries;
    expect(entries.map(({ item, purchases }: { item: { id: string }; purchases: number }) => [item.id, purchases])).toEqual([
      ['bowl', 1],
      ['cup', 1],
    ]);
    expect((await service.request('/v1/users/anna/recommendations')).body.degraded).toBe(false);
    expect((await service.request('/health/ready')).body.status).toBe('up');
  });
});

describe.skipIf(kafkaBrokers.length === 0)('Kafka', () => {
  it('away at the start or killed later: events are accepted and kept, and applied once when it is back', async () => {
    const port = await freePort();
    const service = await startTestService({ env: { KAFKA_BROKERS: `127.0.0.1:${port}` } });
    let broker: Broker | undefined;
    try {
      await service.stock({ id: 'cup' }, { id: 'bowl' });
      expect((await service.request('/v1/events', { body: purchase('anna', 'cup') })).status).toBe(202);
      expect((await service.request('/v1/users/anna/recommendations')).body.degraded).toBe(false);
      const ready = await service.request('/health/ready');
      expect(ready).toMatchObject({
        status: 200,
        body: { status: 'degraded', checks: { bus: { status: 'degraded', reason: expect.stringContaining('outbox') } } },
      });
      expect((await service.topology.database.query<{ n: number }>('SELECT count(*)::int AS n FROM outbox'))[0]!.n).toBeGreaterThanOrEqual(
        2,
      );
      expect((await service.request('/v1/users/anna/history')).body.entries).toEqual([]);

      broker = await startBroker({ port });
      await until(async () => (await service.request('/v1/users/anna/history')).body.entries.length === 1);
      await until(async () => (await service.request('/health/ready')).body.status === 'up');
      await until(async () => (await service.topology.database.query('SELECT FROM outbox')).length === 0);

      await broker.kill();
      expect((await service.request('/v1/events', { body: purchase('anna', 'bowl') })).status).toBe(202);
      expect((await service.request('/v1/users/anna/recommendations')).body.degraded).toBe(false);
      await broker.restart();
      await until(async () => (await service.request('/v1/users/anna/history')).body.entries.length === 2);
      const { entries } = (await service.request('/v1/users/anna/history')).body;
      expect(entries.map(({ purchases }: { purchases: number }) => purchases)).toEqual([1, 1]);
    } finally {
      await service.close();
      await broker?.stop();
    }
  }, 300_000);
});

describe('the threads of the model', () => {
  it('away: popular items, and the answer says so', async () => {
    const service = await startTestService();
    await service.stock({ id: 'cup' }, { id: 'bowl' }, { id: 'jar', stock: 0 });
    await service.topology.engine.close();
    const { status, body } = await service.request('/v1/users/anna/recommendations');
    expect([status, body.degraded]).toEqual([200, 'SERVING_CLOSED']);
    expect(body.items.map(({ item }: { item: { id: string } }) => item.id).sort()).toEqual(['bowl', 'cup']);
    expect((await service.request('/v1/items/cup/similar')).body).toMatchObject({
      degraded: 'SERVING_CLOSED',
      items: [{ item: { id: 'bowl' } }],
    });
    await service.close();
  });
});
