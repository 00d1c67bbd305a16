import { appendFile, copyFile, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPackage } from './open-package.js';
import { checksumLine } from './package-files.js';
import { CONTRACT_HASH, doublingOnnx, tinyPackage } from './testing/index.js';
import { writePackage } from './write-package.js';

let root: string;
let intact: string;
let copies = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'packages-'));
  intact = join(root, 'intact');
  await writePackage(intact, tinyPackage());
});
afterAll(() => rm(root, { recursive: true }));

const copy = async () => {
  const dir = join(root, `copy-${copies++}`);
  await cp(intact, dir, { recursive: true });
  return dir;
};
/** Changes the manifest as someone would who also renews its checksum. */
const editManifest = async (dir: string, edit: (text: string) => string) => {
  const changed = edit(await readFile(join(dir, 'manifest.json'), 'utf8'));
  await writeFile(join(dir, 'manifest.json'), changed);
  await writeFile(join(dir, 'manifest.sha256'), checksumLine(Buffer.from(changed)));
};
const codeOf = (dir: string, expected = {}) =>
  openPackage(dir, expected).then(
    () => 'opened',
    (error) => error.code,
  );

describe('openPackage', () => {
  it('returns what was written, with the signature read from the model', async () => {
    const pkg = await openPackage(intact, { contractHash: CONTRACT_HASH, name: 'tiny-model', version: '1.0.0' });
    expect(pkg.model('doubler')).toEqual({
      bytes: Buffer.from(doublingOnnx()),
      inputs: [{ name: 'x', dtype: 'float32', shape: ['batch', 3] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: ['batch', 3] }],
    });
    expect(pkg.text('MODEL_CARD.md')).toBe('# Doubler\n');
    expect(pkg.reference.rows).toBe(2);
    expect(pkg.manifest.metrics[0]?.metrics['recall@20']?.high).toBe(0.3);
    expect(() => pkg.model('ranker')).toThrow(/it has doubler/);
    expect(() => pkg.file('tables.safetensors')).toThrow(/PACKAGE_FILE_UNKNOWN|has no tables/);
  });

  it('opens a package whose model lies in a folder of its own, and refuses what does not belong there', async () => {
    const { 'doubler.onnx': model, ...files } = tinyPackage().files;
    const dir = join(root, 'nested');
    await writePackage(dir, tinyPackage({ files: { ...files, 'onnx/model.onnx': model! } }));
    expect((await openPackage(dir)).model('onnx/model').inputs).toHaveLength(1);
    await writeFile(join(dir, 'onnx', 'notes.txt'), '');
    expect(await codeOf(dir)).toBe('PACKAGE_FILE_UNEXPECTED');
    await rm(join(dir, 'onnx'), { recursive: true });
    await symlink(join(intact), join(dir, 'onnx'));
    expect(await codeOf(dir)).toBe('PACKAGE_FILE_UNEXPECTED');
  });

  it('names the folder that is no package', async () => {
    expect(await codeOf(join(root, 'nowhere'))).toBe('PACKAGE_NOT_FOUND');
  });

  it('refuses another contract, also where the manifest was edited', async () => {
    expect(await codeOf(intact, { contractHash: 'e'.repeat(64) })).toBe('PACKAGE_CONTRACT_MISMATCH');
    const dir = await copy();
    const text = await readFile(join(dir, 'manifest.json'), 'utf8');
    await writeFile(join(dir, 'manifest.json'), text.replace(CONTRACT_HASH, 'e'.repeat(64)));
    expect(await codeOf(dir, { contractHash: CONTRACT_HASH })).toBe('PACKAGE_CONTRACT_MISMATCH');
    expect(await codeOf(dir)).toBe('PACKAGE_FILE_CHANGED');
  });

  it.each<[string, string, (dir: string) => Promise<unknown>]>([
    ['a missing model', 'PACKAGE_FILE_MISSING', (dir) => rm(join(dir, 'doubler.onnx'))],
    ['a missing checksum', 'PACKAGE_FILE_MISSING', (dir) => rm(join(dir, 'manifest.sha256'))],
    ['a longer file', 'PACKAGE_FILE_CHANGED', (dir) => appendFile(join(dir, 'MODEL_CARD.md'), ' ')],
    ['an extra file', 'PACKAGE_FILE_UNEXPECTED', (dir) => writeFile(join(dir, 'notes.txt'), '')],
    [
      'a link in place of a file',
      'PACKAGE_FILE_UNEXPECTED',
      async (dir) => {
        await rm(join(dir, 'MODEL_CARD.md'));
        await symlink(join(intact, 'MODEL_CARD.md'), join(dir, 'MODEL_CARD.md'));
      },
    ],
    [
      'an unknown format',
      'PACKAGE_FORMAT_UNKNOWN',
      (dir) => editManifest(dir, (text) => text.replace('"formatVersion": 1', '"formatVersion": 2')),
    ],
    ['a manifest that is not JSON', 'PACKAGE_MANIFEST_INVALID', (dir) => editManifest(dir, (text) => text.slice(1))],
    ['an unknown field', 'PACKAGE_MANIFEST_INVALID', (dir) => editManifest(dir, (text) => text.replace('{', '{"x":1,'))],
    [
      'a name that climbs out',
      'PACKAGE_MANIFEST_INVALID',
      (dir) => editManifest(dir, (text) => text.replaceAll('MODEL_CARD.md', '../../MODEL_CARD.md')),
    ],
    ['another signature', 'PACKAGE_SIGNATURE_MISMATCH', (dir) => editManifest(dir, (text) => text.replace('"name": "x"', '"name": "z"'))],
    [
      'a model without signature',
      'PACKAGE_SIGNATURE_MISMATCH',
      (dir) => editManifest(dir, (text) => JSON.stringify({ ...JSON.parse(text), models: {} })),
    ],
    [
      'a signature without model',
      'PACKAGE_SIGNATURE_MISMATCH',
      (dir) => editManifest(dir, (text) => text.replace('"file": "doubler.onnx"', '"file": "MODEL_CARD.md"')),
    ],
  ])('refuses %s', async (_, code, damage) => {
    const dir = await copy();
    await damage(dir);
    expect(await codeOf(dir)).toBe(code);
  });

  it('refuses a package that lies under another name or version', async () => {
    expect(await codeOf(intact, { name: 'other' })).toBe('PACKAGE_NAME_MISMATCH');
    expect(await codeOf(intact, { version: '1.0.1' })).toBe('PACKAGE_NAME_MISMATCH');
  });

  describe('with a changed byte', () => {
    let dir: string;
    beforeAll(async () => {
      dir = await copy();
    });

    test.prop([fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 150 })(
      'never opens, wherever it is',
      async (file, at, flip) => {
        const names = (await readdir(intact)).sort();
        const name = names[file % names.length]!;
        const bytes = await readFile(join(intact, name));
        bytes[at % bytes.length]! ^= flip;
        await writeFile(join(dir, name), bytes);
        const code = await codeOf(dir);
        await copyFile(join(intact, name), join(dir, name));
        expect(code).toMatch(/^PACKAGE_/);
      },
    );

    it('opens again once the byte is as it was', async () => {
      expect(await codeOf(dir)).toBe('opened');
    });
  });
});
