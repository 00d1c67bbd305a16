import { toGrid } from '@casebook/imaging';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chest } from './chest.fixture.js';
import { cachedPhantoms, fillPhantomCache } from './phantom-cache.js';
import { phantomBoxes } from './phantom-scans.js';
import { prepareVolume } from './prepare-volume.js';
import { type PreparedScan, readPreparedScan, writePreparedScan } from './prepared-scan.js';
import { realBoxes } from './real-boxes.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'prepared-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Mean Hounsfield units of the 27 voxels around a point. */
function meanAround({ data, shape: [nx, ny] }: Pick<PreparedScan, 'data' | 'shape'>, center: readonly number[]): number {
  const [i, j, k] = center.map(Math.round) as [number, number, number];
  let sum = 0;
  for (let c = -1; c <= 1; c++)
    for (let b = -1; b <= 1; b++) for (let a = -1; a <= 1; a++) sum += data[i + a + nx * (j + b + ny * (k + c))]!;
  return sum / 27;
}

describe('a prepared scan', () => {
  const scan: PreparedScan = {
    name: 'a',
    patient: 'p',
    shape: [2, 3, 4],
    origin: [1, -2, 3.5],
    nodules: [{ center: [1, 2, 3.25], diameterMm: 5 }],
    excluded: [],
    places: [[0, 0, 0]],
    data: Int16Array.from({ length: 24 }, (_, n) => 100 * n - 1000),
    lungs: Uint8Array.from({ length: 24 }, (_, n) => n % 2),
  };

  it('comes back as it was written, with and without lungs', async () => {
    await writePreparedScan(join(folder, 'a'), scan);
    expect(await readPreparedScan(join(folder, 'a'))).toEqual(scan);
    const box: PreparedScan = { ...scan };
    delete box.lungs;
    await writePreparedScan(join(folder, 'b'), box);
    expect(await readPreparedScan(join(folder, 'b'))).toEqual(box);
  });

  it('is refused where voxels are missing', async () => {
    await writePreparedScan(join(folder, 'c'), scan);
    await truncate(join(folder, 'c.raw'), 40);
    await expect(readPreparedScan(join(folder, 'c'))).rejects.toThrow(expect.objectContaining({ code: 'PREPARED_SCAN_INVALID' }));
  });
});

describe('phantomBoxes', () => {
  const options = { side: 32, others: 1 };

  it('has a nodule in the first box, where its voxels are, the same for the same seed', () => {
    const first = () => phantomBoxes(7, options).next().value as PreparedScan;
    const box = first();
    expect(first()).toEqual(box);
    const nodule = box.nodules.find(({ center }) => center.every((value) => value > 4 && value < 28))!;
    expect(nodule.diameterMm).toBeGreaterThanOrEqual(3);
    expect(meanAround(box, nodule.center)).toBeGreaterThan(-750); // in lungs of about -860
    expect(box.patient).toBe('phantom-7');
  });
});

describe('fillPhantomCache', () => {
  it('makes what is missing and leaves what is there', async () => {
    const request = { first: 3, count: 1, output: process.stderr, boxes: { side: 12, others: 0 } };
    const paths = await fillPhantomCache(folder, 'boxes', request);
    const before = await stat(`${paths[0]}.raw`);
    expect(await fillPhantomCache(folder, 'boxes', request)).toEqual(paths);
    expect((await stat(`${paths[0]}.raw`)).mtimeMs).toBe(before.mtimeMs);
    expect(await cachedPhantoms(folder, 'boxes', 4)).toEqual([]);
    expect(existsSync(join(folder, 'boxes', '3.list.json'))).toBe(true);
  }, 300_000);
});

describe('a real scan', () => {
  const balls = [
    { centre: [50, 10, -200], diameter: 14 },
    { centre: [-45, -20, -240], diameter: 20 },
  ] as const;
  const volume = chest(balls);

  it('is cut down to its lungs at 1 mm, and places stay where they are', () => {
    const { grid, geometry } = prepareVolume(volume);
    const [nx, ny] = grid.shape;
    expect(geometry.spacing).toEqual([1, 1, 1]);
    expect(nx).toBeLessThan(202); // as wide as the volume
    for (const { centre } of balls) {
      const at = toGrid(geometry, centre);
      expect(meanAround({ data: grid.data, shape: [...grid.shape] }, at)).toBeGreaterThan(-50);
      const [i, j, k] = at.map(Math.round) as [number, number, number];
      expect(grid.lungs[i + nx * (j + ny * k)]).toBe(1);
    }
    expect(grid.lungs[0]).toBe(0);
  });

  it('gives boxes around its nodules, and around nodules that are drawn into it but not near the others', () => {
    const scan = { name: 's', patient: 'p', volume, nodules: balls, excluded: [{ centre: [50, 10, -170], diameter: -1 }] as const };
    const boxes = [...realBoxes({ ...scan, excluded: [...scan.excluded] }, { side: 48, others: 2, implanted: 3, seed: 1 })];
    expect(boxes).toHaveLength(2 + 3 + 2);
    const [own, , drawn] = boxes as [PreparedScan, PreparedScan, PreparedScan];
    expect(own.shape).toEqual([48, 48, 48]);
    expect(meanAround(own, own.nodules[0]!.center)).toBeGreaterThan(-50);
    expect(own.excluded[0]!.diameterMm).toBe(10);
    const center = drawn.places[0]!;
    expect(drawn.nodules.some((nodule) => Math.hypot(...nodule.center.map((value, axis) => value - center[axis]!)) < 1)).toBe(true);
  });
});
