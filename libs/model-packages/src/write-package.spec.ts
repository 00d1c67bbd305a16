import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPackage } from './open-package.js';
import { doublingOnnx, tinyPackage } from './testing/index.js';
import { writePackage } from './write-package.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'packages-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('writePackage', () => {
  it('gives the same bytes for the same contents, whatever the order of the keys', async () => {
    const contents = tinyPackage();
    const reversed = Object.fromEntries(Object.entries(contents).reverse()) as unknown as typeof contents;
    await writePackage(join(root, 'a'), contents);
    await writePackage(join(root, 'b'), { ...reversed, files: Object.fromEntries(Object.entries(contents.files).reverse()) });
    expect((await readdir(join(root, 'a'))).sort()).toEqual([
      'MODEL_CARD.md',
      'doubler.onnx',
      'manifest.json',
      'manifest.sha256',
      'reference.json',
    ]);
    for (const name of await readdir(join(root, 'a'))) {
      expect(await readFile(join(root, 'a', name))).toEqual(await readFile(join(root, 'b', name)));
    }
  });

  it('lists digest and size of every file', async () => {
    const manifest = await writePackage(join(root, 'digests'), tinyPackage());
    const card = Buffer.from('# Doubler\n');
    expect(manifest.files['MODEL_CARD.md']).toEqual({ sha256: createHash('sha256').update(card).digest('hex'), bytes: 10 });
    expect(Object.keys(manifest.files).sort()).toEqual(['MODEL_CARD.md', 'doubler.onnx', 'reference.json']);
  });

  it('replaces a package only on purpose, and leaves nothing beside it', async () => {
    const dir = join(root, 'again', 'x');
    await writePackage(dir, tinyPackage());
    await expect(writePackage(dir, tinyPackage())).rejects.toMatchObject({ code: 'PACKAGE_EXISTS' });
    await writePackage(dir, tinyPackage({ version: '2.0.0' }), { overwrite: true });
    expect((await openPackage(dir)).manifest.version).toBe('2.0.0');
    expect(await readdir(join(root, 'again'))).toEqual(['x']);
  });

  it.each([
    ['a path in a file name', { files: { ...tinyPackage().files, '../evil': '' } }],
    ['a folder in a folder', { files: { ...tinyPackage().files, 'a/b/c': '' } }],
    ['a manifest of its own', { files: { ...tinyPackage().files, 'manifest.json': '{}' } }],
    ['no model card', { files: { 'doubler.onnx': doublingOnnx(), 'reference.json': '{"formatVersion":1,"rows":0,"columns":[]}' } }],
    ['no model', { files: { 'MODEL_CARD.md': '', 'reference.json': '{"formatVersion":1,"rows":0,"columns":[]}' } }],
    ['a broken reference', { files: { ...tinyPackage().files, 'reference.json': '{"columns": 3}' } }],
    ['a version that climbs', { version: '../1.0.0' }],
    ['a metric that is not finite', { metrics: [{ n: 1, metrics: { x: { value: NaN, low: 0, high: 0 } } }] }],
  ])('refuses %s and writes nothing', async (_, changes) => {
    await expect(writePackage(join(root, 'refused'), tinyPackage(changes))).rejects.toMatchObject({ code: 'PACKAGE_CONTENTS_INVALID' });
    expect(await readdir(root)).not.toContain('refused');
  });

  it('refuses a model that is no ONNX file', async () => {
    const files = { ...tinyPackage().files, 'ranker.onnx': 'hello' };
    await expect(writePackage(join(root, 'refused'), tinyPackage({ files }))).rejects.toMatchObject({ code: 'PACKAGE_MODEL_INVALID' });
  });
});
