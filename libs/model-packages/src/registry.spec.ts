import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRegistry, type Registry } from './registry.js';
import { CONTRACT_HASH, tinyPackage } from './testing/index.js';

let root: string;
let registry: Registry;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'registry-'));
  registry = openRegistry(join(root, 'models'));
});
afterEach(() => rm(root, { recursive: true }));

describe('Registry', () => {
  it('publishes, points an alias and opens by it', async () => {
    await registry.publish(tinyPackage());
    await registry.publish(tinyPackage({ version: '1.1.0' }));
    await registry.setAlias('tiny-model', 'champion', '1.0.0');
    await registry.setAlias('tiny-model', 'challenger', '1.1.0');
    await registry.setAlias('tiny-model', 'champion', '1.1.0');
    expect((await registry.list()).map(({ version, aliases }) => ({ version, aliases }))).toEqual([
      { version: '1.0.0', aliases: [] },
      { version: '1.1.0', aliases: ['challenger', 'champion'] },
    ]);
    const opened = await registry.open('tiny-model@champion', { contractHash: CONTRACT_HASH });
    expect(opened.manifest.version).toBe('1.1.0');
    expect((await registry.resolve('tiny-model@1.0.0')).version).toBe('1.0.0');
    expect((await readdir(join(root, 'models'))).sort()).toEqual(['aliases.json', 'tiny-model']);
  });

  it('never replaces a published version', async () => {
    await registry.publish(tinyPackage());
    await expect(registry.publish(tinyPackage())).rejects.toMatchObject({ code: 'PACKAGE_EXISTS' });
  });

  it.each([
    ['tiny-model@champion', 'PACKAGE_UNKNOWN'],
    ['tiny-model@9.9.9', 'PACKAGE_UNKNOWN'],
    ['other@1.0.0', 'PACKAGE_UNKNOWN'],
    ['tiny-model', 'PACKAGE_REFERENCE_MALFORMED'],
    ['../tiny-model@1.0.0', 'PACKAGE_REFERENCE_MALFORMED'],
    ['tiny-model@../1.0.0', 'PACKAGE_REFERENCE_MALFORMED'],
    ['tiny-model@1.0.0@x', 'PACKAGE_REFERENCE_MALFORMED'],
    ['tiny-model@constructor', 'PACKAGE_UNKNOWN'],
  ])('does not resolve %s', async (reference, code) => {
    await registry.publish(tinyPackage());
    await expect(registry.resolve(reference)).rejects.toMatchObject({ code });
  });

  it('points no alias to a version that is not there', async () => {
    await registry.publish(tinyPackage());
    await expect(registry.setAlias('tiny-model', 'champion', '2.0.0')).rejects.toMatchObject({ code: 'PACKAGE_UNKNOWN' });
    await expect(registry.setAlias('tiny-model', 'Champion!', '1.0.0')).rejects.toMatchObject({ code: 'PACKAGE_REFERENCE_MALFORMED' });
  });

  it('is empty where there is no folder, and says when its aliases are damaged', async () => {
    expect(await registry.list()).toEqual([]);
    await mkdir(registry.root);
    await writeFile(join(registry.root, 'aliases.json'), '{"tiny-model": {"champion": "../../etc"}}');
    await expect(registry.resolve('tiny-model@champion')).rejects.toMatchObject({ code: 'REGISTRY_ALIASES_INVALID' });
  });

  it('refuses a package moved into the folder of another version', async () => {
    const { dir } = await registry.publish(tinyPackage());
    await rename(dir, join(registry.root, 'tiny-model', '3.0.0'));
    await expect(registry.open('tiny-model@3.0.0')).rejects.toMatchObject({ code: 'PACKAGE_NAME_MISMATCH' });
  });
});
