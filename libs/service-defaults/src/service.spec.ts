import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError, TooManyRequestsError } from '@casebook/core';
import { createLogger } from '@casebook/core/logging';
import { Body, Controller, Get, Param, Post, type DynamicModule } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HealthResult } from './health.js';
import { createService, type Service } from './service.js';

@Controller('v1/things')
class ThingsController {
  @Get(':id')
  one(@Param('id') id: string) {
    if (id === 'defect') throw new Error('password=hunter2 at /secret/path');
    if (id === 'query') throw Object.assign(new Error('query failed', { cause: new Error('disk full') }), { parameters: ['kurt-meier'] });
    if (id === 'conflict') throw new ConflictError('THING_EXISTS', 'There is a thing of this name. Take another one.');
    if (id === 'busy') throw new TooManyRequestsError('THINGS_TOO_MANY', 'Too many at once. Wait a moment.', { retryAfterMs: 2500 });
    if (id === 'slow') return sleep(300).then(() => ({ id }));
    if (id === 'stuck') return sleep(2000).then(() => ({ id }));
    return { id };
  }

  @Post()
  create(@Body() body: unknown) {
    return { body };
  }
}

class ThingsModule {}
const module = (): DynamicModule => ({ module: ThingsModule, controllers: [ThingsController] });

const page = mkdtempSync(join(tmpdir(), 'page-'));
mkdirSync(join(page, 'assets'));
writeFileSync(join(page, 'index.html'), '<!doctype html><title>Shop</title>');
writeFileSync(join(page, 'assets', 'main-1a2b.js'), 'export {};');

const lines: string[] = [];
const logger = createLogger('things', { write: (line) => void lines.push(line) });
const env = { PORT: '0', REQUEST_TIMEOUT_MS: '1000', BODY_LIMIT: '4096', RATE_LIMIT: '1000' };
const api = { title: 'Things', description: '', version: '1', problem: z.object({ code: z.string() }), operations: [] };

let service: Service;
let url: string;
let database: HealthResult = { status: 'up' };

beforeAll(async () => {
  service = await createService({
    name: 'things',
    defaultPort: 0,
    module,
    api,
    page,
    env,
    logger,
    jsonTypes: ['application/cloudevents+json'],
  });
  service.health.register('database', () => database);
  url = await service.listen();
});
afterAll(async () => {
  await service.close();
  rmSync(page, { recursive: true });
});

const post = (body: string, type: string) => fetch(`${url}/v1/things`, { method: 'POST', body, headers: { 'content-type': type } });

/** Sends a request line that fetch would clean up first. */
const raw = (path: string) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const { port } = new URL(url);
    request({ port, path, host: '127.0.0.1' }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk)).on('end', () => resolve({ status: response.statusCode!, body }));
    })
      .on('error', reject)
      .end();
  });

describe('errors', () => {
  it.each([
    ['unknown address', () => fetch(`${url}/v2/nothing`), 404, 'NOT_FOUND', /\/docs/],
    ['wrong method', () => fetch(`${url}/v1/things/7`, { method: 'DELETE' }), 405, 'METHOD_NOT_ALLOWED', /answers GET, HEAD, not DELETE/],
    ['malformed JSON', () => post('{"a":', 'application/json'), 400, 'JSON_MALFORMED', /quotes, commas and brackets/],
    ['empty JSON', () => post('', 'application/json'), 400, 'BODY_EMPTY', /Send a JSON document/],
    [
      'poisoned prototype',
      () => post('{"__proto__":{"admin":true}}', 'application/json'),
      400,
      'JSON_MALFORMED',
      /not JSON as this service reads it.*__proto__/,
    ],
    ['huge body', () => post(JSON.stringify('x'.repeat(5000)), 'application/json'), 413, 'BODY_TOO_LARGE', /several batches/],
    ['other media type', () => post('a=1', 'application/x-www-form-urlencoded'), 415, 'MEDIA_TYPE_UNSUPPORTED', /application\/json/],
    ['plain text', () => post('hello', 'text/plain'), 415, 'MEDIA_TYPE_UNSUPPORTED', /application\/json/],
    ['typed error', () => fetch(`${url}/v1/things/conflict`), 409, 'THING_EXISTS', /Take another one/],
    ['defect', () => fetch(`${url}/v1/things/defect`), 500, 'INTERNAL', /request id/],
    ['work that never ends', () => fetch(`${url}/v1/things/stuck`), 503, 'TIMED_OUT', /Try again/],
  ])('answers %s as a problem that says what to do', async (_, send, status, code, detail) => {
    const response = await send();
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await response.json()) as { detail: string };
    expect(problem).toMatchObject({ status, code, instance: response.headers.get('x-request-id') });
    expect(problem.detail).toMatch(detail);
    expect(response.status).toBe(status);
  });

  it('names the methods of an address', async () => {
    const response = await fetch(`${url}/v1/things/7`, { method: 'PUT', body: '{}', headers: { 'content-type': 'application/json' } });
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('says when to try again', async () => {
    const response = await fetch(`${url}/v1/things/stuck`);
    expect(response.headers.get('retry-after')).toBe('1');
    const busy = await fetch(`${url}/v1/things/busy`);
    expect([busy.status, busy.headers.get('retry-after'), await busy.json()]).toEqual([
      429,
      '3',
      expect.objectContaining({ retryAfterMs: 2500 }),
    ]);
  });

  it.each([
    ['/v1/things/%zz', 400, 'URL_MALFORMED'],
    [`/v1/things/${'a'.repeat(1025)}`, 414, 'URL_TOO_LONG'],
  ])('answers %.20s', async (path, status, code) => {
    const answer = await raw(path);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ code });
  });

  it('logs message and cause of an error, but not what it was about', async () => {
    await fetch(`${url}/v1/things/query`, { headers: { 'x-request-id': 'query-1' } });
    const line = lines.find((each) => each.includes('query-1') && each.includes('request failed'))!;
    expect(JSON.parse(line).err).toMatchObject({ type: 'Error', message: 'query failed', cause: { message: 'disk full' } });
    expect(line).not.toContain('kurt-meier');
  });

  it('keeps the inside of a defect out of the answer and in the log', async () => {
    const response = await fetch(`${url}/v1/things/defect`, { headers: { 'x-request-id': 'defect-1' } });
    expect(await response.text()).not.toMatch(/hunter2|secret/);
    expect(lines.find((line) => line.includes('defect-1') && line.includes('request failed'))).toContain('secret');
  });
});

describe('requests', () => {
  it('takes further JSON types', async () => {
    const response = await post('{"specversion":"1.0"}', 'application/cloudevents+json; charset=utf-8');
    expect(await response.json()).toEqual({ body: { specversion: '1.0' } });
  });

  it('keeps a request id that is one, and replaces what is not', async () => {
    const id = async (given: string) =>
      (await fetch(`${url}/v1/things/7`, { headers: { 'x-request-id': given } })).headers.get('x-request-id');
    expect(await id('abc-1')).toBe('abc-1');
    expect(await id('a'.repeat(65))).toMatch(/^[\da-f-]{36}$/);
  });

  it('logs the route, never the address', async () => {
    await fetch(`${url}/v1/things/kurt-meier?token=s3cret`, { method: 'DELETE' });
    await fetch(`${url}/v1/things/conflict`, { headers: { 'x-request-id': 'conflict-1' } });
    expect(JSON.parse(lines.find((line) => line.includes('conflict-1'))!)).toMatchObject({
      route: '/v1/things/:id',
      status: 409,
      method: 'GET',
      component: 'things',
    });
    expect(lines.join('')).not.toMatch(/kurt-meier|s3cret/);
  });

  it('sets security headers', async () => {
    const { headers } = await fetch(`${url}/v1/things/7`);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('survives bytes that are no HTTP', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.end('\u0000\u0001garbage\r\n\r\n');
    await new Promise((resolve) => socket.on('close', resolve).resume());
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });
});

describe('health, metrics, page, documentation', () => {
  it('is ready while no check is down, and says why where one is not up', async () => {
    const ready = async () => {
      const response = await fetch(`${url}/health/ready`);
      return { http: response.status, ...((await response.json()) as object) };
    };
    expect(await ready()).toEqual({ http: 200, status: 'up', checks: { database: { status: 'up' } } });
    database = { status: 'degraded', reason: 'slow' };
    expect(await ready()).toMatchObject({ http: 200, status: 'degraded' });
    database = { status: 'down', reason: 'connection refused' };
    expect(await ready()).toEqual({ http: 503, status: 'down', checks: { database: { status: 'down', reason: 'connection refused' } } });
    database = { status: 'up' };
  });

  it('measures by route', async () => {
    await fetch(`${url}/v1/things/8`);
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toMatch(
      /http_server_request_duration_seconds_count\{service="things",method="GET",route="\/v1\/things\/:id",status="200"\} \d+/,
    );
  });

  it('serves the page: hashed assets for ever, the rest checked each time', async () => {
    const index = await fetch(`${url}/`);
    expect(await index.text()).toContain('<title>Shop</title>');
    expect(index.headers.get('cache-control')).toBe('no-cache');
    expect((await fetch(`${url}/assets/main-1a2b.js`)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('serves the documentation', async () => {
    expect((await fetch(`${url}/docs`)).status).toBe(200);
    expect(await (await fetch(`${url}/docs/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Things' } });
  });
});

describe('limits', () => {
  it('refuses more than the rate, with a problem; health is exempt', async () => {
    const limited = await createService({
      name: 'limited',
      defaultPort: 0,
      module,
      env: { ...env, RATE_LIMIT: '3', RATE_LIMIT_LOOPBACK: 'true' },
      logger,
    });
    const address = await limited.listen();
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await fetch(`${address}/v1/things/1`)).status);
    const last = await fetch(`${address}/v1/things/1`);
    const live = await fetch(`${address}/health/live`);
    await limited.close();
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(await last.json()).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(live.status).toBe(200);
  });

  it('names the variable that is wrong', async () => {
    await expect(createService({ name: 'x', defaultPort: 0, module, env: { PORT: 'http' }, logger })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: /PORT/,
    });
  });
});

describe('shutdown', () => {
  it('is not ready any more, finishes what is in flight, then refuses', async () => {
    const closing = await createService({ name: 'closing', defaultPort: 0, module, env: { ...env, SHUTDOWN_DELAY_MS: '100' }, logger });
    const address = await closing.listen();
    const inFlight = fetch(`${address}/v1/things/slow`);
    await sleep(50);
    const closed = closing.close();
    expect((await fetch(`${address}/health/ready`)).status).toBe(503);
    expect(await (await inFlight).json()).toEqual({ id: 'slow' });
    await closed;
    await expect(fetch(`${address}/health/live`)).rejects.toThrow();
  });
});
