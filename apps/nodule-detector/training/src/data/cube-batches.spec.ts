import { createRandom, useBackend } from '@casebook/training';
import { fc, test } from '@fast-check/vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cropBatches, makeCrop } from './crop-batches.js';
import { cubeBatches, makeCube } from './cube-batches.js';
import { sourceOf } from './crop-list.js';
import { type PreparedScan, writePreparedScan } from './prepared-scan.js';

const SIDE = 48;
/** A bright ball at [24, 20, 28] in dark air. */
const scan: PreparedScan = {
  name: 'ball',
  patient: 'p',
  shape: [SIDE, SIDE, SIDE],
  origin: [0, 0, 0],
  nodules: [{ center: [24, 20, 28], diameterMm: 12 }],
  excluded: [],
  places: [[6, 6, 6]],
  data: Int16Array.from({ length: SIDE ** 3 }, (_, n) =>
    Math.hypot((n % SIDE) - 24, (Math.floor(n / SIDE) % SIDE) - 20, Math.floor(n / SIDE / SIDE) - 28) <= 6 ? 40 : -900,
  ),
};
let folder: string;
beforeAll(async () => {
  await useBackend('cpu');
  folder = await mkdtemp(join(tmpdir(), 'cubes-'));
  await writePreparedScan(join(folder, 'ball'), scan);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function listed<T>(batches: Iterable<T> | AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

describe('makeCrop', () => {
  test.prop([fc.nat(1000)], { numRuns: 10 })('has the centre’s cell where the crop is bright, however it was turned', (seed) => {
    const { tile, heat, weight } = makeCrop(scan, { near: [24, 20, 28], jitter: 6 }, 32, createRandom(seed));
    const cell = heat.indexOf(1);
    expect(cell).toBeGreaterThanOrEqual(0);
    expect(weight[cell]).toBe(1);
    const [i, j, k] = [cell % 8, Math.floor(cell / 8) % 8, Math.floor(cell / 64)];
    let sum = 0;
    for (let c = 0; c < 4; c++)
      for (let b = 0; b < 4; b++) for (let a = 0; a < 4; a++) sum += tile[4 * i + a + 32 * (4 * j + b + 32 * (4 * k + c))]!;
    expect(sum / 64).toBeGreaterThan(0.5); // the ball is at .74, air at .07
  });
});

describe('makeCube', () => {
  it('is a nodule where its middle is in one', () => {
    expect(makeCube(scan, [24, 20, 28], createRandom(1)).label).toBe(1);
    expect(makeCube(scan, [36, 36, 20], createRandom(1)).label).toBe(0);
  });
});

describe('batches', () => {
  const sources = () => [sourceOf(join(folder, 'ball'), scan, [[38, 38, 38]])];

  it('of crops and cubes have shapes as the networks take them, the same from any place of an epoch', async () => {
    const crops = cropBatches(sources(), { count: 12, batchSize: 4, side: 32, seed: 1 });
    expect(crops.batches).toBe(3);
    const [last] = await listed(crops.epoch(2, 2));
    const all = await listed(crops.epoch(2, 0));
    expect(all.map(({ values }) => values.tile.shape)).toEqual(Array(3).fill([4, 32, 32, 32, 1]));
    expect(all[2]!.values.shape.shape).toEqual([4, 8, 8, 8, 4]);
    expect(await last!.values.tile.data()).toEqual(await all[2]!.values.tile.data());
    const cubes = await listed(cubeBatches(sources(), { count: 10, batchSize: 10, seed: 1 }).epoch(0, 0));
    const labels = [...(await cubes[0]!.values.label.data())];
    expect(cubes[0]!.values.cube.shape).toEqual([10, 32, 32, 32, 1]);
    expect(labels.reduce((sum, label) => sum + label, 0)).toBe(5); // half of them
    tf.dispose([...all, last!, ...cubes].map(({ values }) => values) as unknown as tf.TensorContainer);
  });
});
