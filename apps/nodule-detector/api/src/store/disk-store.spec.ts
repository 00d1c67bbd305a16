import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DiskStore } from './disk-store.js';
import { addressOf } from './study-store.js';
import { storeContract } from './testing/store-contract.js';

let folder: string;
let store: DiskStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-store-'));
  store = await DiskStore.open(join(folder, 'studies'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = (address: string) => join(folder, 'studies', address.slice(0, 2), address);

storeContract('a store on disk', () => ({ store, damage: (address) => writeFile(fileOf(address), 'something else') }));

describe('a store on disk', () => {
  it('removes at its start what a crash left a day ago, and nothing younger', async () => {
    const unfinished = join(folder, 'studies', 'unfinished');
    for (const name of ['old', 'young']) await writeFile(join(unfinished, name), 'half');
    await utimes(join(unfinished, 'old'), 0, 0);
    await DiskStore.open(join(folder, 'studies'));
    expect(await readdir(unfinished)).toEqual(['young']);
    await rm(join(unfinished, 'young'));
  });

  it('says that its folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(DiskStore.open(join(folder, 'file', 'below'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

/** A file system of 256 KiB, where this machine lets us mount one. */
const small = await mkdtemp(join(tmpdir(), 'casebook-small-'));
const mounted = mount();
afterAll(async () => {
  if (mounted) execFileSync('umount', [small]);
  await rm(small, { recursive: true, force: true });
});

function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('No full disk: this account may not mount one.');
    return false;
  }
}

describe.skipIf(!mounted)('a full disk', () => {
  it('is told, and leaves nothing half-written', async () => {
    await mkdir(join(small, 'studies'));
    const tight = await DiskStore.open(join(small, 'studies'));
    const kept = await tight.put(randomBytes(100_000));
    const large = randomBytes(300_000);
    await expect(tight.put(large)).rejects.toMatchObject({ code: 'STORE_FULL', status: 507 });
    expect(await tight.has(addressOf(large))).toBe(false);
    expect(await readdir(join(small, 'studies', 'unfinished'))).toEqual([]);
    expect(await tight.get(kept)).toHaveLength(100_000);
    await tight.delete(kept);
    await expect(tight.put(randomBytes(150_000))).resolves.toMatch(/^[\da-f]{64}$/); // there is room again
  });
});
