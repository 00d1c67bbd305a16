import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetDatabase } from './fresh.js';

describe('forgetDatabase', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fresh-'));
    await mkdir(join(folder, 'data'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('removes the folder, also where a dead server left its mark', async () => {
    await writeFile(join(folder, 'data', 'postmaster.pid'), '999999999\n');
    await forgetDatabase(folder, undefined);
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });

  it('leaves a folder in use alone', async () => {
    await writeFile(join(folder, 'data', 'postmaster.pid'), `${process.pid}\n/data\n`);
    await expect(forgetDatabase(folder, undefined)).rejects.toMatchObject({ code: 'FRESH_IN_USE' });
    await expect(stat(folder)).resolves.toBeDefined();
  });

  it('never touches a database of one’s own', async () => {
    await expect(forgetDatabase(folder, 'postgres://db')).rejects.toMatchObject({ code: 'FRESH_NOT_EMBEDDED' });
  });
});
