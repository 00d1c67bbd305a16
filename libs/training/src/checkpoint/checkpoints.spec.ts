import { mkdir, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSafetensors } from '@casebook/safetensors';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import type { CheckpointContent } from './checkpoint-format.js';
import { openCheckpoints } from './checkpoints.js';

let dir: string;
beforeAll(() => useBackend('cpu'));
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'checkpoints-'))));
afterEach(() => rm(dir, { recursive: true }));

const content = (step: number, score?: number): CheckpointContent => ({
  position: { step, epoch: 0, batch: step },
  parts: {
    model: { tensors: { 'a/kernel': tf.tensor2d([[step, -0.5, 1e-30]]), 'a/ids': tf.tensor1d([7, -8], 'int32') } },
    optimiser: { values: { order: ['m'], rate: 0.1 }, tensors: { m: tf.tensor1d([1, 0], 'bool') } },
  },
  config: { epochs: 3 },
  ...(score !== undefined && { score }),
});
const steps = async () => (await readdir(dir)).sort().map((name) => Number(name.split('-').at(-1)));
const newestStep = async () => (await openCheckpoints(dir).newest()).checkpoint?.position.step;

describe('openCheckpoints', () => {
  it('gives back what was saved, and the weights are a safetensors file that anybody can read', async () => {
    const path = await openCheckpoints(dir).save(content(5, 0.25));
    const { checkpoint, damaged } = await openCheckpoints(dir).newest();
    expect(damaged).toEqual([]);
    expect(checkpoint).toMatchObject({ path, position: { step: 5, epoch: 0, batch: 5 }, config: { epochs: 3 }, score: 0.25 });
    expect(checkpoint!.parts['optimiser']!.values).toEqual({ order: ['m'], rate: 0.1 });
    expect(checkpoint!.parts['optimiser']!.tensors.get('m')).toEqual({ dtype: 'BOOL', shape: [2], data: Uint8Array.of(1, 0) });
    const { tensors } = readSafetensors(await readFile(join(path, 'model.safetensors')));
    expect(tensors.get('a/kernel')).toEqual({ dtype: 'F32', shape: [1, 3], data: Float32Array.of(5, -0.5, 1e-30) });
    expect(tensors.get('a/ids')).toEqual({ dtype: 'I32', shape: [2], data: Int32Array.of(7, -8) });
  });

  it('has none before the first', async () => {
    expect(await openCheckpoints(join(dir, 'nowhere')).newest()).toEqual({ damaged: [] });
    expect(await openCheckpoints(dir).best()).toBeUndefined();
  });

  it.each([
    ['max', 2, [2, 4, 5]],
    ['min', 3, [3, 4, 5]],
  ] as const)('keeps the last two and the best (%s)', async (goal, best, left) => {
    const checkpoints = openCheckpoints(dir, { keep: 2, goal });
    for (const [step, score] of [[1, 0.5], [2, 0.9], [3, 0.1], [4, 0.4], [5, undefined]] as const) await checkpoints.save(content(step, score)); // prettier-ignore
    expect(await steps()).toEqual(left);
    expect((await checkpoints.best())!.position.step).toBe(best);
  });

  it('orders by epoch, then by step', async () => {
    const checkpoints = openCheckpoints(dir, { keep: 3 });
    await checkpoints.save({ ...content(9), position: { step: 9, epoch: 0, batch: 9 } });
    await checkpoints.save({ ...content(9), position: { step: 9, epoch: 1, batch: 0 } });
    expect((await checkpoints.newest()).checkpoint!.position.epoch).toBe(1);
  });

  it('refuses what it cannot keep', async () => {
    const text = { ...content(1), parts: { model: { tensors: { words: tf.tensor1d(['a']) } } } };
    await expect(openCheckpoints(dir).save(text)).rejects.toMatchObject({ code: 'TENSOR_INVALID' });
    const notFinite = { ...content(1), parts: { mine: { values: { best: NaN } } } };
    await expect(openCheckpoints(dir).save(notFinite)).rejects.toMatchObject({
      code: 'STATE_INVALID',
      message: expect.stringMatching(/mine has best NaN/),
    });
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('a checkpoint that was damaged', () => {
  const flip = async (file: string, at: number) => {
    const handle = await open(file, 'r+');
    const byte = Buffer.alloc(1);
    await handle.read(byte, 0, 1, at);
    await handle.write(Buffer.of(byte[0]! ^ 1), 0, 1, at);
    await handle.close();
  };

  it.each([
    ['cut off', (path: string) => truncate(join(path, 'model.safetensors'), 100), /has 100 of \d+ bytes/],
    ['one bit of the weights', (path: string) => flip(join(path, 'model.safetensors'), 150), /not what was written/],
    ['one bit of the state', (path: string) => flip(join(path, 'state.safetensors'), 70), /not what was written/],
    ['a missing file', (path: string) => rm(join(path, 'state.safetensors')), /cannot be read/],
    ['an empty description', (path: string) => truncate(join(path, 'checkpoint.json'), 0), /not JSON/],
    [
      'another description',
      (path: string) => writeFile(join(path, 'checkpoint.json'), '{"sha256":"","checkpoint":{}}'),
      /not of this form/,
    ],
    [
      'an edited description',
      async (path: string) => {
        const file = join(path, 'checkpoint.json');
        await writeFile(file, (await readFile(file, 'utf8')).replace('"batch": 2', '"batch": 3'));
      },
      /not what was written/,
    ],
  ])('is passed over for the one before it, and said so: %s', async (_, damage, why) => {
    const checkpoints = openCheckpoints(dir);
    await checkpoints.save(content(1));
    const second = await checkpoints.save(content(2));
    await damage(second);
    const { checkpoint, damaged } = await checkpoints.newest();
    expect(checkpoint!.position.step).toBe(1);
    expect(damaged).toEqual([{ path: second, why: expect.stringMatching(why) }]);
    await checkpoints.save(content(2)); // the run gets there again
    expect(await newestStep()).toBe(2);
  });

  it('is no loss where a process was killed while it wrote: the part is never read, and removed at the next one', async () => {
    const path = await openCheckpoints(dir).save(content(1));
    const part = join(dir, '.epoch-00000-step-000000002.part');
    await mkdir(part);
    await writeFile(join(part, 'model.safetensors'), (await readFile(join(path, 'model.safetensors'))).subarray(0, 99));
    expect(await newestStep()).toBe(1);
    await openCheckpoints(dir).save(content(3));
    expect(await steps()).toEqual([1, 3]);
  });
});
