/** The batcher in front of the pools there are. */
import { doublingOnnx } from '@casebook/model-packages/testing';
import { describe, expect, it, vi } from 'vitest';
import { InferencePool } from '../workers/inference-pool.js';
import { WorkerPool } from '../workers/worker-pool.js';
import { workerUrl } from '../workers/worker-url.js';
import { DynamicBatcher } from './dynamic-batcher.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // workers start slowly on busy machines

const bounds = { maxBatch: 4, maxCells: 64, maxPadding: 0.5, concurrency: 1, maxWaiting: 100, objectiveMs: Infinity };

describe('DynamicBatcher before worker threads', () => {
  it('gives whole batches to a worker, and fails none for one that kills it', async () => {
    const pool = await WorkerPool.start({ module: workerUrl('../testing/shouting.worker', import.meta.url), maxBatch: 1 });
    const sizes: number[] = [];
    const batcher = new DynamicBatcher<string, string>({
      ...bounds,
      length: (word) => word.length,
      run: async (words) => (await pool.submit<{ value: string }[]>('shout', words)).value,
      onBatch: ({ size }) => sizes.push(size),
    });
    const answers = await Promise.allSettled(['one', 'two', 'die', 'six'].map((word) => batcher.submit(word)));
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.value : answer.reason.code))).toEqual([
      'one!',
      'two!',
      'SERVING_WORKER_CRASHED',
      'six!',
    ]);
    expect(sizes).toEqual([4]);
    await batcher.close();
    await pool.close();
  });

  it('runs rows of an ONNX model together', async () => {
    const tensor = (name: string) => ({ name, dtype: 'float32' as const, shape: ['batch', 3] });
    const pool = await InferencePool.create({
      models: { doubler: { bytes: doublingOnnx(), inputs: [tensor('x')], outputs: [tensor('y')] } },
    });
    const batcher = new DynamicBatcher<number[], number[]>({
      ...bounds,
      length: (row) => row.length,
      run: async (rows) => {
        const x = { dtype: 'float32' as const, shape: [rows.length, 3], data: Float32Array.from(rows.flat()) };
        const { data } = (await pool.run('doubler', { x }))['y']!;
        return rows.map((_, i) => ({ value: [...(data as Float32Array).subarray(3 * i, 3 * i + 3)] }));
      },
    });
    const answers = await Promise.all([batcher.submit([1, 2, 3]), batcher.submit([4, 5, 6])]);
    expect(answers.map(({ value, batch }) => [value, batch])).toEqual([
      [[2, 4, 6], 2],
      [[8, 10, 12], 2],
    ]);
    await batcher.close();
    await pool.close();
  });
});
