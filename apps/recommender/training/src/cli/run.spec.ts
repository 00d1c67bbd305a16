import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createShop } from '@casebook/dataset-synthetic-shop';
import { writeShop } from '@casebook/dataset-synthetic-shop/write';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenOptions, resumeRun, startRun } from './run.js';

let dir: string;
const given = (options: Partial<GivenOptions>) => ({ cache: join(dir, 'cache'), out: join(dir, 'run'), ...options }) as GivenOptions;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'run-'));
  await writeShop(createShop(5, { users: 20, items: 30, days: 40 }), join(dir, 'shop'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a training run', () => {
  it('goes on with its own options, and only with its own data', async () => {
    const { folder, shop } = await startRun(given({ data: join(dir, 'shop'), seed: 7 }));
    const resumed = await resumeRun(join(dir, 'run'));
    expect(resumed.options).toMatchObject({ data: join(dir, 'shop'), seed: 7 });
    expect(resumed.shop.sha256).toBe(shop.sha256);
    expect(resumed.folder.path).toBe(folder.path);
    await writeShop(createShop(6, { users: 20, items: 30, days: 40 }), join(dir, 'shop'));
    await expect(resumeRun(join(dir, 'run'))).rejects.toMatchObject({ code: 'DATA_CHANGED' });
  }, 60_000);

  it('says what is missing where there is nothing to train on or to go on with', async () => {
    await expect(startRun(given({}))).rejects.toMatchObject({ code: 'OPTION_MISSING' });
    await expect(resumeRun(join(dir, 'shop'))).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    await writeFile(join(dir, 'config.json'), JSON.stringify({ program: 'another' }));
    await writeFile(join(dir, 'environment.json'), JSON.stringify({ at: new Date().toISOString() }));
    await expect(resumeRun(dir)).rejects.toMatchObject({ code: 'RUN_OTHER' });
  });
});
