import { setImmediate as tick } from 'node:timers/promises';
import { fc, test } from '@fast-check/vitest';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DynamicBatcher, type DynamicBatcherOptions } from './dynamic-batcher.js';
import type { ItemAnswer } from './run-apart.js';

interface Item {
  id: number;
  length: number;
  fails?: boolean;
  /** Takes the whole batch down with it. */
  poison?: boolean;
}

const defaults = {
  length: ({ length }: Item) => length,
  maxBatch: 4,
  maxCells: 64,
  maxPadding: 0.3,
  concurrency: 2,
  maxWaiting: 1000,
  objectiveMs: Infinity,
};
const answer = ({ id, fails }: Item): ItemAnswer<string> => (fails ? new Error(`no ${id}`) : { value: `answer ${id}` });
const batcher = (options: Partial<DynamicBatcherOptions<Item, string>> = {}) =>
  new DynamicBatcher<Item, string>({ ...defaults, run: async (items) => items.map(answer), ...options });
const settled = (promise: Promise<{ value: string }>) =>
  promise.then(
    ({ value }) => value,
    (error: unknown) => (error as { code?: string }).code ?? (error as Error).message,
  );

const someItems = fc.array(
  fc.record({
    length: fc.integer({ min: 1, max: 100 }),
    fails: fc.boolean(),
    poison: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
    pause: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => void vi.useRealTimers());

describe('DynamicBatcher', () => {
  test.prop([someItems, fc.scheduler(), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 8 })])(
    'gives every request its own answer, whatever order, size, lengths and failures of its batch, and keeps to its bounds',
    async (described, scheduler, concurrency, maxBatch) => {
      const items: Item[] = described.map((item, id) => ({ ...item, id }));
      let open = 0;
      const run = async (batch: Item[]) => {
        expect(++open).toBeLessThanOrEqual(concurrency);
        expect(batch.length).toBeLessThanOrEqual(maxBatch);
        const longest = Math.max(...batch.map(({ length }) => length));
        if (batch.length > 1) expect(batch.length * longest).toBeLessThanOrEqual(defaults.maxCells);
        expect(1 - batch.reduce((sum, { length }) => sum + length, 0) / (batch.length * longest)).toBeLessThan(defaults.maxPadding);
        await scheduler.schedule(Promise.resolve(), `batch of ${batch.length}`);
        open--;
        if (batch.some(({ poison }) => poison)) throw new Error(batch.length === 1 ? `poison ${batch[0]!.id}` : 'the whole batch');
        return batch.map(answer);
      };
      const queue = batcher({ run, concurrency, maxBatch });
      const answers: Promise<string>[] = [];
      for (const [id, item] of items.entries()) {
        answers.push(settled(queue.submit(item)));
        if (described[id]!.pause) await tick();
      }
      const all = Promise.all(answers);
      await scheduler.waitFor(all);
      expect(await all).toEqual(items.map(({ id, fails, poison }) => (poison ? `poison ${id}` : fails ? `no ${id}` : `answer ${id}`)));
      expect(queue.stats).toMatchObject({ waiting: 0, running: 0, requests: items.length, refused: 0 });
    },
  );

  const lives = fc.array(
    fc.record({
      length: fc.integer({ min: 1, max: 60 }),
      at: fc.integer({ min: 0, max: 300 }),
      timeoutMs: fc.integer({ min: 1, max: 200 }),
      abortAfter: fc.option(fc.integer({ min: 0, max: 200 })),
    }),
    { minLength: 1, maxLength: 50 },
  );
  test.prop([lives, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 10 })], { numRuns: 60 })(
    'loses nobody: each is answered, refused, expired or cancelled, once, and who left before its batch is not run',
    async (described, maxWaitMs, maxWaiting) => {
      vi.useFakeTimers();
      const ran = new Set<number>();
      const run = async (batch: Item[]) => {
        for (const { id } of batch) ran.add(id);
        await new Promise((resolve) => setTimeout(resolve, 5 + batch.length));
        return batch.map(answer);
      };
      const queue = batcher({ run, maxWaitMs, maxWaiting, concurrency: 1 });
      const outcomes = new Map<number, string[]>();
      described.forEach(({ at, abortAfter, timeoutMs, length }, id) => {
        outcomes.set(id, []);
        setTimeout(() => {
          const controller = new AbortController();
          if (abortAfter !== null) setTimeout(() => controller.abort(new Error('changed my mind')), abortAfter);
          void settled(queue.submit({ id, length }, { timeoutMs, signal: controller.signal })).then((end) => outcomes.get(id)!.push(end));
        }, at);
      });
      await vi.advanceTimersByTimeAsync(2000);
      const ends = [...outcomes.values()];
      expect(ends.every(({ length }) => length === 1)).toBe(true);
      const count = (end: string) => ends.filter(([one]) => one === end).length;
      const { requests, refused, expired, cancelled, waiting, running } = queue.stats;
      expect([waiting, running]).toEqual([0, 0]);
      expect(requests + refused + expired + cancelled).toBe(described.length);
      expect([count('SERVING_OVERLOADED'), count('SERVING_TIMEOUT')]).toEqual([refused, expired]);
      for (const [id, [end]] of outcomes) {
        if (end === 'SERVING_OVERLOADED' || end === 'SERVING_TIMEOUT') expect(ran).not.toContain(id);
        if (end === `answer ${id}`) expect(ran).toContain(id);
      }
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  const takes = (batch: Item[]) => 2 + 0.1 * batch.length * Math.max(...batch.map(({ length }) => length));
  test.prop([fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 2 })], { numRuns: 4 })(
    'refuses under overload before latency breaks the objective, and goes on working at full rate',
    async (overload, concurrency) => {
      vi.useFakeTimers();
      const objectiveMs = 80;
      const run = async (batch: Item[]) => {
        await new Promise((resolve) => setTimeout(resolve, takes(batch)));
        return batch.map(answer);
      };
      const queue = batcher({ run, concurrency, objectiveMs, maxWaiting: 1e6 });
      const latencies: number[] = [];
      let refused = 0;
      const perSecond = (concurrency * 4) / takes([0, 1, 2, 3].map((id) => ({ id, length: 10 }))); // a ms, at full batches
      for (let ms = 0, sent = 0; ms < 1000; ms++) {
        for (; sent < ms * perSecond * overload; sent++) {
          const start = performance.now();
          void queue.submit({ id: sent, length: 10 }).then(
            () => latencies.push(performance.now() - start),
            (error: { code: string; retryAfterMs: number }) => {
              expect(error).toMatchObject({ code: 'SERVING_OVERLOADED', status: 503 });
              expect(error.retryAfterMs).toBeGreaterThan(0);
              refused++;
            },
          );
        }
        await vi.advanceTimersByTimeAsync(1);
      }
      await vi.advanceTimersByTimeAsync(1000);
      // The first third is left out: nothing is refused for what has not been measured yet.
      const steady = latencies.slice(latencies.length / 3);
      const oneBatch = takes([0, 1, 2, 3].map((id) => ({ id, length: 10 })));
      expect(Math.max(...steady)).toBeLessThanOrEqual(objectiveMs + oneBatch);
      expect(latencies.length).toBeGreaterThan(0.9 * 1000 * perSecond);
      expect(refused).toBeGreaterThan(0);
    },
  );

  it('runs at once when a worker is free, and waits for company only where told', async () => {
    vi.useFakeTimers();
    const sizes: number[] = [];
    const eager = batcher({ onBatch: ({ size }) => sizes.push(size) });
    const patient = batcher({ maxWaitMs: 10, onBatch: ({ size }) => sizes.push(size) });
    void eager.submit({ id: 1, length: 5 });
    await vi.advanceTimersByTimeAsync(0);
    expect(sizes).toEqual([1]);
    void patient.submit({ id: 1, length: 5 });
    await vi.advanceTimersByTimeAsync(5);
    void patient.submit({ id: 2, length: 5 });
    expect(sizes).toEqual([1]);
    await vi.advanceTimersByTimeAsync(5);
    expect(sizes).toEqual([1, 2]);
    for (let id = 3; id < 7; id++) void patient.submit({ id, length: 5 });
    await vi.advanceTimersByTimeAsync(0);
    expect(sizes).toEqual([1, 2, 4]); // full: nobody waits
  });

  it('refuses a signal that has aborted, and everything once it is closed', async () => {
    let end!: () => void;
    const queue = batcher({ concurrency: 1, run: (items) => new Promise((resolve) => (end = () => resolve(items.map(answer)))) });
    await expect(queue.submit({ id: 0, length: 1 }, { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
    const running = settled(queue.submit({ id: 1, length: 1 }));
    await tick();
    const waiting = settled(queue.submit({ id: 2, length: 1 }));
    const closing = queue.close();
    end();
    await closing;
    expect(await Promise.all([running, waiting, settled(queue.submit({ id: 3, length: 1 }))])).toEqual([
      'answer 1',
      'SERVING_CLOSED',
      'SERVING_CLOSED',
    ]);
  });
});
