/** While PostgreSQL is away, and when somebody changes their mind: nothing is lost, nothing crashes. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FindingsDto, JobSummary, ProblemDto } from '@casebook/nodule-detector-contract';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@casebook/persistence';
import type { Readiness } from '@casebook/service-defaults';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chestFiles } from './testing/ball-in-lungs.js';
import { startTestService, type TestService } from './testing/start-test-service.js';
import { tinyRegistry } from './testing/tiny-detector.js';

const until = async (condition: () => Promise<boolean>) => {
  for (const end = Date.now() + 100_000; Date.now() < end; await sleep(50)) if (await condition().catch(() => false)) return;
  throw new Error('It did not come true within 100 s.');
};

/** A folder that PostgreSQL's account may enter. */
function publicFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-outage-'));
  chmodSync(folder, 0o755);
  return folder;
}

const lasting = { slowness: 15 };

describe('PostgreSQL', () => {
  const folder = publicFolder();
  let postgres: EmbeddedPostgres;
  let service: TestService;
  let registry: string;
  beforeAll(async () => {
    // Made once to know its address; the service then starts while it is away.
    postgres = await startEmbeddedPostgres({ folder, durable: false });
    await postgres.stop();
    registry = await tinyRegistry(lasting);
    service = await startTestService({
      env: { DATABASE_URL: postgres.url, MODEL_REGISTRY: registry, JOB_LEASE_MS: '60000' },
      mayBeAway: true,
    });
  });
  afterAll(async () => {
    await service?.close();
    await postgres?.stop();
    for (const each of [folder, registry]) rmSync(each, { recursive: true, force: true });
  });

  it('away at the start: the service answers, is not ready and says why, and joins when it comes', async () => {
    const ready = await service.request<Readiness>('/health/ready');
    expect(ready).toMatchObject({ status: 503, body: { checks: { database: { status: 'down', code: 'DATABASE_UNREACHABLE' } } } });
    expect((await service.request('/health/live')).status).toBe(200);
    expect(await service.request<ProblemDto>('/v1/studies/1.2.3/findings')).toMatchObject({
      status: 503,
      body: { code: 'DATABASE_UNREACHABLE' },
    });
    postgres = await startEmbeddedPostgres({ folder, port: postgres.port, durable: false });
    await until(async () => (await service.request('/health/ready')).status === 200);
  });

  it(
    'killed in the middle of a search: the search goes on, and its findings are written when it is back',
    { timeout: 400_000 },
    async () => {
      const { jobId, studyUid } = await service.store(chestFiles('outage'));
      await until(async () => (await service.topology.jobs.get(jobId)).stage === 'detect');
      process.kill(postgres.pid, 'SIGKILL');
      await until(async () => (await service.request('/health/ready')).status === 503);
      postgres = await startEmbeddedPostgres({ folder, port: postgres.port, durable: false });
      await until(async () => (await service.topology.jobs.get(jobId)).status === 'done');
      expect(await service.topology.jobs.get(jobId)).toMatchObject({ attempts: 1 }); // by the worker that had it all along
      const { body } = await service.request<FindingsDto>(`/v1/studies/${studyUid}/findings?threshold=0.5`);
      expect(body.findings).toHaveLength(1);
    },
  );
});

describe('a search that runs', () => {
  let service: TestService;
  let registry: string;
  beforeAll(async () => {
    registry = await tinyRegistry(lasting);
    service = await startTestService({ env: { MODEL_REGISTRY: registry } });
  });
  afterAll(async () => {
    await service?.close();
    rmSync(registry, { recursive: true, force: true });
  });

  const detecting = (jobId: string) => until(async () => (await service.topology.jobs.get(jobId)).stage === 'detect');

  it('is cancelled, leaves nothing, and the one that waits behind it is run', { timeout: 400_000 }, async () => {
    const first = await service.store(chestFiles('cancelled'));
    const second = await service.store(chestFiles('of one slice', { slices: 1 }));
    await detecting(first.jobId);
    expect((await service.request<JobSummary>(`/v1/jobs/${second.jobId}`)).body).toMatchObject({ status: 'queued', ahead: 1 });
    const answer = await service.request<JobSummary>(`/v1/jobs/${first.jobId}`, { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await service.ended(second.jobId)).toMatchObject({ status: 'failed', error: { code: 'SERIES_TOO_SHORT' } });
    expect(await service.topology.jobs.get(first.jobId)).toMatchObject({ status: 'cancelled' });
    expect(await service.topology.database.query('SELECT 1 FROM findings')).toEqual([]);
    expect(await service.request<ProblemDto>(`/v1/jobs/${second.jobId}`, { method: 'DELETE' })).toMatchObject({
      status: 409,
      body: { code: 'JOB_ENDED' },
    });
  });

  it('ends with its study, which is removed', { timeout: 400_000 }, async () => {
    const { jobId, studyUid } = await service.store(chestFiles('removed'));
    await detecting(jobId);
    expect((await service.request(`/v1/studies/${studyUid}`, { method: 'DELETE' })).status).toBe(204);
    const next = await service.store(chestFiles('of one slice again', { slices: 1 }));
    expect((await service.ended(next.jobId)).status).toBe('failed');
    expect((await service.request(`/v1/jobs/${jobId}`)).status).toBe(404);
  });
});
