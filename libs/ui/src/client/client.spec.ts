import { describe, expect, it, vi } from 'vitest';
import { createClient, queryOf } from './client.js';
import { ProblemError } from './problem-error.js';

const answering = (body: string, init?: ResponseInit) => vi.fn<typeof fetch>(async () => new Response(body, init));
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error as ProblemError,
  );

describe('createClient', () => {
  it('gives the data and the round trip', async () => {
    const clock = [100, 142.5];
    const client = createClient({ fetch: answering('{"items":[1]}'), now: () => clock.shift()! });
    expect(await client.get('/v1/items')).toEqual({ data: { items: [1] }, tookMs: 42.5 });
  });

  it('gives bytes as they are, and problems all the same', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(Uint8Array.of(1, 2, 255)));
    expect(new Uint8Array((await createClient({ fetch }).bytes('/v1/slices', { query: { from: 2 } })).data)).toEqual(
      Uint8Array.of(1, 2, 255),
    );
    expect(fetch.mock.calls[0]![0]).toBe('/v1/slices?from=2');
    expect(fetch.mock.calls[0]![1]!.headers).toEqual({ accept: 'application/octet-stream' });
    const refusing = createClient({ fetch: answering('{"code":"SLICES_INVALID","detail":"No."}', { status: 400 }) });
    expect(await failure(refusing.bytes('/v1/slices'))).toMatchObject({ kind: 'refused', code: 'SLICES_INVALID' });
  });

  it('sends JSON under the content type asked for', async () => {
    const send = answering('{}', { status: 202 });
    await createClient({ base: 'http://shop', fetch: send }).send('POST', '/v1/events', [{ id: 'a' }], {
      contentType: 'application/cloudevents-batch+json',
    });
    const [url, init] = send.mock.calls[0]!;
    expect(url).toBe('http://shop/v1/events');
    expect(init).toMatchObject({ method: 'POST', body: '[{"id":"a"}]', headers: { 'content-type': 'application/cloudevents-batch+json' } });
  });

  it('answers nothing for 204, and names no content type where it sends no content', async () => {
    const send = vi.fn<typeof fetch>(async () => new Response(null, { status: 204 }));
    expect((await createClient({ fetch: send }).send('DELETE', '/v1/items/x', undefined)).data).toBeUndefined();
    expect(send.mock.calls[0]![1]!.headers).toEqual({ accept: 'application/json' });
    expect(send.mock.calls[0]![1]).not.toHaveProperty('body');
  });

  it('asks for its headers at each call', async () => {
    const send = vi.fn<typeof fetch>(async () => new Response('{}'));
    let token = 'a';
    const client = createClient({ fetch: send, headers: () => ({ authorization: `Bearer ${token}` }) });
    await client.get('/');
    token = 'b';
    await client.send('POST', '/', {});
    expect(send.mock.calls.map(([, init]) => (init!.headers as Record<string, string>).authorization)).toEqual(['Bearer a', 'Bearer b']);
  });

  it('turns RFC 9457 problems into typed errors', async () => {
    const body = {
      title: 'Bad request',
      status: 400,
      code: 'EVENT_INVALID',
      detail: 'time: give an ISO 8601 time.',
      errors: [{ path: 'time' }],
    };
    const error = await failure(createClient({ fetch: answering(JSON.stringify(body), { status: 400 }) }).get('/v1/x'));
    expect(error).toMatchObject({
      kind: 'refused',
      code: 'EVENT_INVALID',
      status: 400,
      message: body.detail,
      errors: body.errors,
      mayPass: false,
    });
  });

  it('reads Retry-After of a service that is away', async () => {
    const fetch = answering('{"code":"DATABASE_AWAY","detail":"Wait."}', { status: 503, headers: { 'retry-after': '2' } });
    expect(await failure(createClient({ fetch }).get('/'))).toMatchObject({ kind: 'unavailable', retryAfterMs: 2000, mayPass: true });
  });

  it('gives a sentence where the body is not a problem', async () => {
    const error = await failure(createClient({ fetch: answering('<html>Bad gateway', { status: 502 }) }).get('/'));
    expect(error).toMatchObject({ kind: 'unavailable', code: 'HTTP_502' });
    expect(error.message).toContain('502');
  });

  it('tells an unreachable service from a wrong answer', async () => {
    const refused = createClient({ fetch: () => Promise.reject(new TypeError('fetch failed')) });
    expect(await failure(refused.get('/'))).toMatchObject({ kind: 'unreachable', code: 'UNREACHABLE' });
    expect(await failure(createClient({ fetch: answering('hello') }).get('/'))).toMatchObject({ code: 'ANSWER_NOT_JSON' });
  });

  it('gives up after the time limit', async () => {
    const never: typeof fetch = (_url, init) =>
      new Promise((_resolve, reject) => init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason as Error)));
    expect(await failure(createClient({ fetch: never, timeoutMs: 10 }).get('/'))).toMatchObject({ kind: 'timeout', code: 'TIMEOUT' });
  });

  it('passes on that the caller aborted', async () => {
    const caller = new AbortController();
    caller.abort(new Error('no longer needed'));
    const client = createClient({ fetch: (_url, init) => Promise.reject(init!.signal!.reason as Error) });
    await expect(client.get('/', { signal: caller.signal })).rejects.toThrow('no longer needed');
  });
});

describe('queryOf', () => {
  it('escapes values and leaves out what is not given', () => {
    expect(queryOf({ q: 'tea & milk', limit: 20, category: undefined, context: '' })).toBe('?q=tea+%26+milk&limit=20');
    expect(queryOf({})).toBe('');
  });
});
