import { doublingOnnx, tinyOnnx } from '@casebook/model-packages/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { InferencePool } from './inference-pool.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // workers start slowly on busy machines

const doubler = {
  bytes: doublingOnnx(),
  inputs: [{ name: 'x', dtype: 'float32' as const, shape: ['batch', 3] }],
  outputs: [{ name: 'y', dtype: 'float32' as const, shape: ['batch', 3] }],
};
const floats = (...rows: number[][]) => ({
  dtype: 'float32' as const,
  shape: [rows.length, rows[0]!.length],
  data: Float32Array.from(rows.flat()),
});

let pool: InferencePool;
beforeAll(async () => {
  pool = await InferencePool.create({ models: { doubler }, providers: ['no-such-provider', 'cpu'] });
});
afterAll(() => pool.close());

describe('InferencePool', () => {
  it('runs a model in a worker and gives each request its own rows', async () => {
    const [a, b] = await Promise.all([
      pool.run('doubler', { x: floats([1, 2, 3]) }),
      pool.run('doubler', { x: floats([4, 5, 6], [7, 8, 9]) }),
    ]);
    expect(a).toEqual({ y: floats([2, 4, 6]) });
    expect(b).toEqual({ y: floats([8, 10, 12], [14, 16, 18]) });
    expect(pool.stats).toMatchObject({ batches: 1, requests: 2, restarts: 0 });
  });

  it('reports the provider in use and why another is not', () => {
    expect(pool.providers['doubler']).toMatchObject({ provider: 'cpu', skipped: [{ name: 'no-such-provider', why: expect.any(String) }] });
  });

  it.each([
    ['a missing input', {}, 'INPUT_MISSING'],
    ['an unknown input', { x: floats([1, 2, 3]), z: floats([1]) }, 'INPUT_UNKNOWN'],
    ['another type', { x: { dtype: 'float64' as const, shape: [1, 3], data: new Float64Array(3) } }, 'INPUT_DTYPE'],
    ['a type that is not that of the data', { x: { dtype: 'float32' as const, shape: [1, 3], data: new Int32Array(3) } }, 'INPUT_DTYPE'],
    ['another width', { x: floats([1, 2]) }, 'INPUT_SHAPE'],
    ['too few axes', { x: { dtype: 'float32' as const, shape: [3], data: new Float32Array(3) } }, 'INPUT_SHAPE'],
    ['a shape that does not fit the data', { x: { dtype: 'float32' as const, shape: [2, 3], data: new Float32Array(3) } }, 'INPUT_SHAPE'],
    ['NaN', { x: floats([1, NaN, 3]) }, 'INPUT_NOT_FINITE'],
    ['infinity', { x: floats([1, -Infinity, 3]) }, 'INPUT_NOT_FINITE'],
  ])('refuses %s', async (_, inputs, code) => {
    await expect(pool.run('doubler', inputs)).rejects.toMatchObject({ code, status: 400 });
  });

  it('names the models it has', async () => {
    await expect(pool.run('tripler', {})).rejects.toMatchObject({ code: 'MODEL_UNKNOWN', message: expect.stringContaining('doubler') });
  });

  it('lets NaN through where a model reads it as missing', async () => {
    const tolerant = await InferencePool.create({ models: { doubler }, mayBeMissing: ['x'] });
    const { y } = await tolerant.run('doubler', { x: floats([1, NaN, 3]) });
    expect([...(y!.data as Float32Array)]).toEqual([2, NaN, 6]);
    await expect(tolerant.run('doubler', { x: floats([1, Infinity, 3]) })).rejects.toMatchObject({ code: 'INPUT_NOT_FINITE' });
    await tolerant.close();
    await expect(tolerant.run('doubler', { x: floats([1, 2, 3]) })).rejects.toMatchObject({ code: 'SERVING_CLOSED' });
  });

  it('says why a model does not load', async () => {
    const models = { broken: { ...doubler, bytes: new Uint8Array(8) } };
    await expect(InferencePool.create({ models })).rejects.toMatchObject({
      code: 'MODEL_UNLOADABLE',
      message: expect.stringContaining('cpu:'),
    });
    const renamed = { ...doubler, inputs: [{ ...doubler.inputs[0]!, name: 'z' }] };
    await expect(InferencePool.create({ models: { renamed } })).rejects.toMatchObject({ code: 'MODEL_SIGNATURE_MISMATCH' });
  });

  it('runs strings and 64-bit integers', async () => {
    const bytes = tinyOnnx({
      inputs: [
        { name: 'text', shape: ['n'], type: 'STRING' },
        { name: 'id', shape: ['n'], type: 'INT64' },
      ],
      outputs: [
        { name: 'same', shape: ['n'], type: 'STRING' },
        { name: 'sum', shape: ['n'], type: 'INT64' },
      ],
      nodes: [
        { op: 'Identity', inputs: ['text'], outputs: ['same'] },
        { op: 'Add', inputs: ['id', 'id'], outputs: ['sum'] },
      ],
    });
    const model = {
      bytes,
      inputs: [
        { name: 'text', dtype: 'string' as const, shape: ['n'] },
        { name: 'id', dtype: 'int64' as const, shape: ['n'] },
      ],
      outputs: [
        { name: 'same', dtype: 'string' as const, shape: ['n'] },
        { name: 'sum', dtype: 'int64' as const, shape: ['n'] },
      ],
    };
    const strings = await InferencePool.create({ models: { model } });
    const answers = await Promise.all(
      ['a', 'b'].map((text, i) =>
        strings.run('model', {
          text: { dtype: 'string', shape: [1], data: [text] },
          id: { dtype: 'int64', shape: [1], data: BigInt64Array.of(BigInt(i + 1)) },
        }),
      ),
    );
    expect(answers.map(({ same, sum }) => [same!.data[0], sum!.data[0]])).toEqual([
      ['a', 2n],
      ['b', 4n],
    ]);
    await strings.close();
  });
});
