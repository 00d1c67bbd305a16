import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeChest } from './chest.fixture.js';
import { readPreparedScan } from './prepared-scan.js';
import { fillRealCache } from './real-cache.js';
import { isHeldOut } from './split-patients.js';

let root: string;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'real-'))));
afterAll(() => rm(root, { recursive: true, force: true }));

const names = Array.from({ length: 100 }, (_, n) => `scan-${n}`);
const learned = names.find((name) => !isHeldOut(name))!;
const held = names.find(isHeldOut)!;

describe('isHeldOut', () => {
  it('holds out about every tenth patient, always the same', () => {
    const count = Array.from({ length: 2000 }, (_, n) => `patient ${n}`).filter(isHeldOut).length;
    expect(count).toBeGreaterThan(160);
    expect(count).toBeLessThan(240);
  });
});

describe('fillRealCache', () => {
  it('makes boxes of each scan, keeps held-out patients whole, tells what cannot be read, and does nothing twice', async () => {
    const data = join(root, 'data');
    const ball = { centre: [50, 10, -200], diameter: 14 } as const;
    await writeChest(data, learned, [ball]);
    await writeChest(data, held, [ball]);
    await writeFile(join(data, 'broken.mhd'), 'no image');
    const said: string[] = [];
    const options = { data, annotations: join(data, 'annotations.csv'), implanted: 2, seed: 1, say: (line: string) => said.push(line) };
    const paths = await fillRealCache(join(root, 'cache'), options);
    expect(said.some((line) => line.includes('broken.mhd'))).toBe(true);
    expect(paths.real).toHaveLength(1 + 12);
    expect(paths.implanted).toHaveLength(3 + 12);
    const whole = await readPreparedScan(paths.validation[0]!);
    expect(whole).toMatchObject({ name: held, nodules: [{ diameterMm: 14 }] });
    expect(whole.lungs!.length).toBe(whole.data.length);
    expect(whole.patient).toMatch(/^[0-9a-f]{16}$/); // nobody's identifier
    const before = await readdir(join(root, 'cache'), { recursive: true });
    expect(await fillRealCache(join(root, 'cache'), options)).toEqual(paths);
    expect(await readdir(join(root, 'cache'), { recursive: true })).toEqual(before);
  }, 300_000);
});
