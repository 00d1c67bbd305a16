import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OddItem } from '../testing/odd.worker.js';
import { type PoolOptions, WorkerPool } from './worker-pool.js';
import { workerUrl } from './worker-url.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // workers start slowly on busy machines

interface Told {
  size: number;
  start: number;
  state: unknown;
}
let pool: WorkerPool | undefined;
afterEach(() => pool?.close());

const shared = () => new Int32Array(new SharedArrayBuffer(4));
const start = async (options: Partial<PoolOptions> = {}, data: object = { starts: shared() }) =>
  (pool = await WorkerPool.start({ module: workerUrl('../testing/odd.worker', import.meta.url), data: () => data, ...options }));
const ask = (item: OddItem = {}, options = {}) => pool!.submit<Told>('lane', item, options);

describe('WorkerPool', () => {
  it('runs at once when idle, and what waits meanwhile as one batch, at most so many', async () => {
    const seen: number[] = [];
    await start({ maxBatch: 3, onBatch: ({ size }) => seen.push(size) });
    const first = ask({ wait: 30 });
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, ask(), ask(), ask(), ask()]);
    expect(seen).toEqual([1, 3, 1]);
    expect(pool!.stats).toMatchObject({ batches: 3, requests: 5, waiting: 0, busy: 0 });
  });

  it('keeps lanes apart and tells how each request went', async () => {
    await start();
    const [a, b] = await Promise.all([pool!.submit<Told>('a', { wait: 20 }), pool!.submit<Told>('b', {})]);
    expect([a.value.size, b.value.size]).toEqual([1, 1]);
    expect(b.timings.batch).toBe(1);
    expect(b.timings.queueMs).toBeGreaterThanOrEqual(a.timings.queueMs);
    expect(a.timings.runMs).toBeGreaterThan(0);
  });

  it('fails one request without the others, and all where the batch fails', async () => {
    await start();
    const results = await Promise.allSettled([ask(), ask({ fail: true })]);
    expect(results[0]).toMatchObject({ status: 'fulfilled' });
    expect(results[1]).toMatchObject({ reason: { code: 'ODD', status: 400 } });
    const failed = await Promise.allSettled([ask({ throwAll: true }), ask()]);
    for (const result of failed) expect(result).toMatchObject({ reason: { code: 'SERVING_FAILED' } });
  });

  it('refuses more than may wait', async () => {
    await start({ maxWaiting: 2 });
    const first = ask({ wait: 50 });
    await new Promise((resolve) => setImmediate(resolve));
    const kept = [ask(), ask()];
    await expect(ask()).rejects.toMatchObject({ code: 'SERVING_OVERLOADED', status: 503 });
    await Promise.all([first, ...kept]);
  });

  it('gives up requests past their deadline', async () => {
    await start();
    const first = ask({ wait: 60 });
    await new Promise((resolve) => setImmediate(resolve));
    await expect(ask({}, { timeoutMs: 5 })).rejects.toMatchObject({ code: 'SERVING_TIMEOUT', status: 503 });
    await first;
  });

  it('starts a worker again that died, and tries its requests once more', async () => {
    await start();
    const { value } = await ask({ dieOnce: shared() });
    expect(value.start).toBe(2);
    expect(pool!.stats).toMatchObject({ restarts: 1, workers: 1 });
  });

  it.each(['exit', 'throw'] as const)('rejects a request that kills its worker twice (%s), and lives on', async (die) => {
    await start();
    await expect(ask({ die })).rejects.toMatchObject({ code: 'SERVING_WORKER_CRASHED', status: 503 });
    expect((await ask()).value.start).toBe(3);
  });

  it('does not try again a request that gave its buffer away', async () => {
    await start();
    const dieOnce = shared();
    const item = { dieOnce, payload: new Float32Array(4) };
    await expect(ask(item, { transfer: [item.payload.buffer] })).rejects.toMatchObject({ code: 'SERVING_WORKER_CRASHED' });
  });

  it('lets a start fail with what the worker threw', async () => {
    await expect(start({}, { failStart: true, starts: shared() })).rejects.toMatchObject({ code: 'CANNOT_START', status: 400 });
  });

  it('gives up after three failed starts in a row and refuses what waits', async () => {
    const data = { failStart: false, starts: shared() };
    await start({}, data);
    data.failStart = true;
    await expect(ask({ die: 'exit' })).rejects.toMatchObject({ code: 'CANNOT_START' });
    expect(data.starts[0]).toBe(4);
    expect(pool!.stats.workers).toBe(0);
    await expect(ask()).rejects.toMatchObject({ code: 'CANNOT_START' });
  });

  it('gives state to all workers between batches', async () => {
    await start({ workers: 2 });
    await pool!.broadcast('new');
    const answers = await Promise.all([ask(), pool!.submit<Told>('other', {})]);
    expect(answers.map(({ value }) => value.state)).toEqual(['new', 'new']);
    expect(new Set(answers.map(({ value }) => value.start))).toEqual(new Set([1, 2]));
  });

  it('refuses what cannot cross to a worker', async () => {
    await start();
    await expect(pool!.submit('lane', { call: () => 1 })).rejects.toMatchObject({ code: 'SERVING_NOT_CLONEABLE' });
    expect((await ask()).value.size).toBe(1);
  });

  it('lets what runs end when it is closed, and refuses the rest', async () => {
    await start();
    const running = ask({ wait: 30 });
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = expect(ask()).rejects.toMatchObject({ code: 'SERVING_CLOSED' });
    await pool!.close();
    expect((await running).value.size).toBe(1);
    await waiting;
    await expect(ask()).rejects.toMatchObject({ code: 'SERVING_CLOSED' });
  });
});
