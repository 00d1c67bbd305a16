/** The rest of the API: documentation, health, the model, searches, and what is refused at the border. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RESEARCH_USE, type JobSummary, type ModelDto, type ProblemDto } from '@casebook/nodule-detector-contract';
import type { Readiness } from '@casebook/service-defaults';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDescription } from './openapi/api-description.js';
import { chestFiles } from './testing/ball-in-lungs.js';
import { startTestService, type TestService } from './testing/start-test-service.js';
import { publishTiny } from './testing/tiny-detector.js';

const NOBODY = '7f7ac9e2-7c50-4f0c-9f2b-3f6e3f0d7a10';

let registry: string;
let service: TestService;
beforeAll(async () => {
  registry = mkdtempSync(join(tmpdir(), 'casebook-no-model-'));
  service = await startTestService({ env: { MODEL_REGISTRY: registry } });
});
afterAll(async () => {
  await service?.close();
  rmSync(registry, { recursive: true, force: true });
});

describe('without a model', () => {
  it('the service starts, says what is missing, and takes studies; they are searched once there is one', async () => {
    const ready = await service.request<Readiness>('/health/ready');
    expect(ready).toMatchObject({ status: 200, body: { status: 'degraded', checks: { model: { code: 'PACKAGE_UNKNOWN' } } } });
    expect(ready.body.checks['model']!.reason).toContain('no model to search with');
    const model = await service.request<ModelDto>('/v1/model');
    expect(model.body).toMatchObject({ name: 'nodule-detector', missing: { code: 'PACKAGE_UNKNOWN' }, use: RESEARCH_USE });

    const { jobId } = await service.store(chestFiles('early'));
    expect((await service.request<JobSummary>(`/v1/jobs/${jobId}`)).body).toMatchObject({ status: 'queued', attempts: 0, ahead: 0 });
    await publishTiny(registry, { reducer: false });
    expect((await service.ended(jobId)).status).toBe('done');
    expect((await service.request<ModelDto>('/v1/model')).body).toMatchObject({ version: '0.0.1', threshold: 0.5, provider: 'cpu' });
    expect((await service.request<Readiness>('/health/ready')).body).toMatchObject({ status: 'up', checks: { store: { status: 'up' } } });
  });
});

describe('operation', () => {
  it('documents each route there is, and none that is not', async () => {
    const { body } = await service.request<{ paths: Record<string, object>; info: { description: string } }>('/docs/openapi.json');
    const documented = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const routes = service.service.routes().filter((route) => route.includes(' /v1/') && !route.startsWith('HEAD'));
    expect(documented.sort()).toEqual(routes.sort());
    expect(apiDescription.operations).toHaveLength(routes.length);
    expect(body.info.description).toContain(RESEARCH_USE);
  });

  it('measures searches and events', async () => {
    const { body } = await service.request<string>('/metrics');
    expect(body).toMatch(/searches_total\{.*status="done".*\} \d+/);
    expect(body).toMatch(/events_consumer_lag\{/);
  });

  it('speaks the Open Inference Protocol', async () => {
    expect((await service.request('/v2/health/ready')).status).toBe(200);
    const { body } = await service.request<{ inputs: unknown }>('/v2/models/detector');
    expect(body.inputs).toEqual([{ name: 'tile', datatype: 'FP32', shape: [-1, -1, -1, -1, 1] }]);
    const tile = { name: 'tile', datatype: 'FP32', shape: [1, 16, 16, 16, 1], data: Array<number>(4096).fill(0) };
    const answer = await service.request<{ outputs: { name: string; shape: number[] }[] }>('/v2/models/detector/infer', {
      body: { inputs: [tile] },
    });
    expect(answer.body.outputs.find(({ name }) => name === 'heat')!.shape).toEqual([1, 4, 4, 4, 1]);
    expect((await service.request('/v2/models/none')).status).toBe(404);
  });
});

describe('at the border', () => {
  it.each([
    ['GET', '/v1/jobs/one', 400, 'ID_INVALID'],
    ['GET', `/v1/jobs/${NOBODY}`, 404, 'JOB_UNKNOWN'],
    ['DELETE', `/v1/jobs/${NOBODY}`, 404, 'JOB_UNKNOWN'],
    ['GET', '/v1/studies/1..2/findings', 400, 'UID_INVALID'],
    ['GET', '/v1/studies/1.2.3/findings', 404, 'STUDY_UNKNOWN'],
    ['GET', '/v1/studies/1.2.3/report', 404, 'STUDY_UNKNOWN'],
    ['POST', '/v1/studies/1.2.3/jobs', 404, 'STUDY_UNKNOWN'],
    ['GET', '/v1/studies/1.2.3/findings?threshold=2', 400, 'QUERY_INVALID'],
    ['GET', '/v1/live?study=x', 400, 'QUERY_INVALID'],
    ['PUT', '/v1/model', 405, 'METHOD_NOT_ALLOWED'],
  ])('%s %s is answered %i %s', async (method, path, status, code) => {
    const answer = await service.request<ProblemDto>(path, { method });
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each([
    ['a finding that is none', `/v1/findings/${NOBODY}/review`, { verdict: 'confirmed' }, 404, 'FINDING_UNKNOWN'],
    ['a verdict that is none', `/v1/findings/${NOBODY}/review`, { verdict: 'maybe' }, 400, 'REVIEW_INVALID'],
    [
      'a note that PostgreSQL cannot store',
      `/v1/findings/${NOBODY}/review`,
      { verdict: 'confirmed', note: 'a\u0000' },
      400,
      'REVIEW_INVALID',
    ],
    ['a series that is none', '/v1/studies/1.2.3/jobs', { seriesUid: 'all' }, 400, 'JOB_INVALID'],
    ['a body that is no JSON', '/v1/studies/1.2.3/jobs', '{', 400, 'JSON_MALFORMED'],
  ])('refuses %s', async (_, path, body, status, code) => {
    expect(await service.request<ProblemDto>(path, { body })).toMatchObject({ status, body: { code } });
  });

  it('says that a study was not searched yet, and logs no identifier of it', async () => {
    const { topology } = service;
    await topology.database.query(`INSERT INTO studies (study_uid, source) VALUES ('1.2.840.7777', 'upload')`);
    expect(await service.request<ProblemDto>('/v1/studies/1.2.840.7777/report')).toMatchObject({
      status: 409,
      body: { code: 'STUDY_NOT_SEARCHED' },
    });
    expect(service.logs.join('\n')).not.toContain('1.2.840.7777');
  });
});
