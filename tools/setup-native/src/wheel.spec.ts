import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Wheel } from './pins.js';
import { fetchWheel, verifyWheel } from './wheel.js';

// printf abc | sha256sum
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const wheel: Wheel = { name: 'no-such-wheel-of-casebook', version: '1.0', file: 'w.whl', bytes: 3, sha256 };

const hasPip = spawnSync('python3', ['-m', 'pip', '--version']).status === 0;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'setup-native-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('a wheel', () => {
  it('that is here already and has the pinned hash is not fetched again', async () => {
    writeFileSync(join(folder, 'w.whl'), 'abc');
    expect(await fetchWheel(wheel, folder)).toBe(join(folder, 'w.whl'));
  });

  it('with another hash is refused and removed', async () => {
    writeFileSync(join(folder, 'w.whl'), 'abd');
    await expect(verifyWheel(wheel, join(folder, 'w.whl'))).rejects.toMatchObject({ code: 'SETUP_WRONG_HASH' });
    expect(existsSync(join(folder, 'w.whl'))).toBe(false);
  });

  it.runIf(hasPip)('that cannot be fetched says so and leaves nothing behind', async () => {
    process.env['PIP_NO_INDEX'] = '1'; // pip without any index: no network is asked
    try {
      await expect(fetchWheel(wheel, folder)).rejects.toMatchObject({ code: 'SETUP_DOWNLOAD_FAILED' });
    } finally {
      delete process.env['PIP_NO_INDEX'];
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
