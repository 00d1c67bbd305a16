import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CasebookError } from '@casebook/core';
import { zipSync, type Zippable } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INTAKE_LIMITS, type IntakeLimits } from '../intake-limits.js';
import { tarOf } from '../testing/archives.js';
import { openArchive } from './open-archive.js';

/** Each file of an archive as `name: text` or `name: CODE`, and the code that ends the archive early. */
async function filesOf(bytes: Uint8Array, limits: Partial<IntakeLimits> = {}): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { name, read } of openArchive({ name: 'a', bytes }, { ...INTAKE_LIMITS, ...limits })) {
      const text = await read().then(
        (content) => Buffer.from(content).toString('latin1').slice(0, 20),
        (error: unknown) => codeOf(error),
      );
      found.push(`${name}: ${text}`);
    }
  } catch (error) {
    found.push(codeOf(error));
  }
  return found;
}

function codeOf(error: unknown): string {
  if (error instanceof CasebookError) return error.code;
  throw error;
}

const text = (value: string) => Buffer.from(value);
const zip = (files: Zippable) => zipSync(files, { mtime: new Date('2026-01-01') });
/** The same number of bytes in place of others, everywhere. */
const replaced = (bytes: Uint8Array, from: string, to: string) =>
  Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');

describe('an archive is opened', () => {
  const files = { 'CT/1.dcm': text('one'), 'CT/deep/er/2.dcm': text('two'), 'empty.dcm': text('') };
  const expected = ['a/CT/1.dcm: one', 'a/CT/deep/er/2.dcm: two', 'a/empty.dcm: '];
  const entries = [{ name: 'CT/', type: 'directory' as const }, ...Object.entries(files).map(([name, bytes]) => ({ name, bytes }))];

  it('as a zip', async () => expect(await filesOf(zip(files))).toEqual(expected));
  it('as a tar', async () => expect(await filesOf(await tarOf(entries))).toEqual(expected));
  it('as a tar.gz', async () => expect(await filesOf(gzipSync(await tarOf(entries)))).toEqual(expected));
  it('as one packed file', async () => expect(await filesOf(gzipSync('one'))).toEqual(['a: one']));
  it('not at all where it is none', async () => expect(await filesOf(text('plain'))).toEqual(['a: plain']));
  it('and may be empty', async () => {
    expect(await filesOf(zip({}))).toEqual([]);
    expect(await filesOf(await tarOf([{ name: 'x/', type: 'directory' }]))).toEqual([]);
  });
  it('also where its files are not read', async () => {
    for (const bytes of [zip(files), await tarOf(entries), gzipSync(await tarOf(entries))]) {
      const names: string[] = [];
      for await (const { name } of openArchive({ name: 'a', bytes }, INTAKE_LIMITS)) names.push(name);
      expect(names).toHaveLength(3);
    }
  });

  it('from a disk, as zip, tar and tar.gz of the usual programs', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'casebook-archives-'));
    try {
      await mkdir(join(folder, 'CT', 'deep'), { recursive: true });
      await writeFile(join(folder, 'CT', 'deep', 'ä 1.dcm'), 'one');
      const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: folder, stdio: 'ignore' });
      try {
        run('tar', 'cf', 'a.tar', 'CT');
      } catch {
        return context.skip('there is no tar');
      }
      run('tar', 'czf', 'a.tgz', 'CT');
      for (const name of ['a.tar', 'a.tgz']) {
        const read: string[] = [];
        for await (const file of openArchive({ name, path: join(folder, name) }, INTAKE_LIMITS)) {
          read.push(`${file.name}: ${Buffer.from(await file.read()).toString()}`);
        }
        expect(read).toEqual([`${name}/CT/deep/ä 1.dcm: one`]);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('tricks with names', () => {
  it('of a zip are refused, each for itself', async () => {
    const bytes = replaced(
      zip({ 'aa/bb': text('1'), 'xabs/x': text('2'), 'cc\\dd': text('3'), ok: text('4'), 'nul?x': text('5') }),
      'aa/bb',
      '../bb',
    );
    const tricky = replaced(replaced(replaced(bytes, 'xabs/x', '/abs/x'), 'nul?x', 'nul\0x'), 'cc\\dd', '..\\dd');
    expect(await filesOf(tricky)).toEqual([
      'a/../bb: ARCHIVE_PATH',
      'a//abs/x: ARCHIVE_PATH',
      'a/..\\dd: ARCHIVE_PATH',
      'a/ok: 4',
      'a/nul�x: ARCHIVE_PATH',
    ]);
  });

  it('of a tar are refused, each for itself', async () => {
    const names = ['../up', '/root', 'C:/win', 'ok', 'a/../../b'];
    const bytes = await tarOf(names.map((name) => ({ name, bytes: text('1') })));
    expect(await filesOf(bytes)).toEqual([
      'a/../up: ARCHIVE_PATH',
      'a//root: ARCHIVE_PATH',
      'a/C:/win: ARCHIVE_PATH',
      'a/ok: 1',
      'a/a/../../b: ARCHIVE_PATH',
    ]);
  });

  it('and what a terminal would act on is not shown', async () => {
    const [shown] = await filesOf(zip({ 'a\u001b[31m\u202egnp.dcm': text('1') }));
    expect(shown).toBe('a/a�[31m�gnp.dcm: 1');
    expect((await filesOf(zip({ [`${'x'.repeat(3000)}`]: text('1') })))[0]!.length).toBeLessThan(600);
  });
});

describe('what is no plain file in an archive', () => {
  it('is told: links, devices, other archives, encrypted files', async () => {
    const links = await tarOf([
      { name: 'soft', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'hard', type: 'link', linkname: 'ok' },
      { name: 'device', type: 'character-device' },
      { name: 'ok', bytes: text('1') },
    ]);
    expect(await filesOf(links)).toEqual(['a/soft: ARCHIVE_LINK', 'a/hard: ARCHIVE_LINK', 'a/device: ARCHIVE_LINK', 'a/ok: 1']);
    const zipLink = zip({ soft: [text('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }], ok: text('1') });
    expect(await filesOf(zipLink)).toEqual(['a/soft: ARCHIVE_LINK', 'a/ok: 1']);
    expect(await filesOf(zip({ 'in.zip': zip({ x: text('1') }), 'in.gz': gzipSync('x'), ok: text('1') }))).toEqual([
      'a/in.zip: ARCHIVE_NESTED',
      'a/in.gz: ARCHIVE_NESTED',
      'a/ok: 1',
    ]);
    const encrypted = Buffer.from(zip({ ok: text('1') }));
    for (let at = encrypted.indexOf('PK\x01\x02'); at >= 0; at = encrypted.indexOf('PK\x01\x02', at + 1)) encrypted[at + 8]! |= 1;
    expect(await filesOf(encrypted)).toEqual(['a/ok: ARCHIVE_ENCRYPTED']);
  });

  it('is packed by a method that is not read', async () => {
    const other = Buffer.from(zip({ ok: text('1'.repeat(100)) }));
    other.writeUInt16LE(93, other.indexOf('PK\x01\x02') + 10); // zstandard
    expect(await filesOf(other)).toEqual(['a/ok: ARCHIVE_UNSUPPORTED']);
  });
});

describe('bombs and limits', () => {
  const zeros = Buffer.alloc(6_000_000);
  const tight = { freeBytes: 1_000_000, ratio: 100 };
  const tarBomb = async () =>
    gzipSync(
      await tarOf([
        { name: 'small', bytes: text('1') },
        { name: 'bomb', bytes: zeros },
      ]),
    );

  it('an archive that becomes far larger than itself is left there', async () => {
    expect(await filesOf(zip({ small: text('1'), bomb: zeros, after: text('2') }), tight)).toEqual([
      'a/small: 1',
      'a/bomb: ARCHIVE_BOMB',
      'ARCHIVE_BOMB',
    ]);
    expect((await filesOf(await tarBomb(), tight)).at(-1)).toBe('ARCHIVE_BOMB');
    expect(await filesOf(gzipSync(zeros), tight)).toEqual(['a: ARCHIVE_BOMB']);
    expect(await filesOf(zip({ bomb: zeros }), { ...tight, freeBytes: 10_000_000 })).toHaveLength(1);
  });

  it('and so are many files that are the same bytes', async () => {
    // Fifield's overlapping files: every entry of the directory leads to the same compressed bytes
    const one = Buffer.from(zip({ x: zeros }));
    const directory = one.indexOf('PK\x01\x02');
    const end = one.indexOf('PK\x05\x06');
    const entry = one.subarray(directory, end);
    const tail = Buffer.from(one.subarray(end));
    tail.writeUInt16LE(50, 8);
    tail.writeUInt16LE(50, 10);
    tail.writeUInt32LE(50 * entry.length, 12);
    const bomb = Buffer.concat([one.subarray(0, directory), ...Array<Buffer>(50).fill(entry), tail]);
    const found = await filesOf(bomb, { freeBytes: 15_000_000, ratio: 100 });
    expect(found.at(-1)).toBe('ARCHIVE_BOMB');
    expect(found.length).toBeLessThan(10);
  });

  it('a file is refused by what its header claims, before it is unpacked, and the others are taken', async () => {
    const limits = { fileBytes: 1_000_000 };
    expect(await filesOf(zip({ large: zeros, ok: text('1') }), limits)).toEqual(['a/large: FILE_TOO_LARGE', 'a/ok: 1']);
    expect(await filesOf(await tarOf([{ name: 'large', bytes: zeros }, { name: 'ok', bytes: text('1') }]), limits)).toEqual(['a/large: FILE_TOO_LARGE', 'a/ok: 1']); // prettier-ignore
    expect(await filesOf(zeros, limits)).toEqual(['a: FILE_TOO_LARGE']);
    const lying = Buffer.from(zip({ large: zeros, ok: text('1') }));
    lying.writeUInt32LE(10, lying.indexOf('PK\x01\x02') + 24);
    expect(await filesOf(lying, limits)).toEqual(['a/large: ARCHIVE_DAMAGED', 'a/ok: 1']);
  });
});

describe('damaged archives', () => {
  const files = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`${n}.dcm`, Buffer.from(`${n}`.repeat(5000))]));

  it('give what comes before the damage, and say so', async () => {
    const tar = await tarOf(Object.entries(files).map(([name, bytes]) => ({ name, bytes })));
    for (const cut of [tar.subarray(0, 12_000), gzipSync(tar).subarray(0, -30)]) {
      const found = await filesOf(cut);
      expect(found.at(-1)).toMatch(/ARCHIVE_DAMAGED/);
      expect(found[0]).toMatch(/^a\/0\.dcm: 0000/);
    }
    expect(await filesOf(zip(files).slice(0, -40))).toEqual(['ARCHIVE_DAMAGED']); // its directory is at its end
    const checksum = Buffer.from(zip(files));
    checksum[checksum.indexOf('PK\x03\x04') + 60]! ^= 0xff;
    expect((await filesOf(checksum)).filter((line) => line.endsWith('ARCHIVE_DAMAGED'))).toHaveLength(1);
  });

  it('of 2,000 mutated ones end in files or in a code', async () => {
    const tar = await tarOf(Object.entries(files).map(([name, bytes]) => ({ name, bytes: bytes.subarray(0, 300) })));
    const originals = [
      zip(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.subarray(0, 300)]))),
      tar,
      gzipSync(tar),
    ];
    let seed = 11;
    const below = (n: number) => (seed = (seed * 48_271) % 0x7fffffff) % n; // Park and Miller's
    let codes = 0;
    for (let n = 0; n < 2000; n++) {
      const bytes = Buffer.from(originals[n % 3]!);
      for (let change = below(6); change >= 0; change--) bytes[below(bytes.length)] = below(256);
      const found = await filesOf(below(5) === 0 ? bytes.subarray(0, below(bytes.length)) : bytes);
      codes += found.filter((line) => /[A-Z]+_[A-Z]+$/.test(line)).length;
    }
    expect(codes).toBeGreaterThan(200);
  });
});

describe('a file on disk', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'casebook-files-'))));
  afterAll(() => rm(folder, { recursive: true }));
  it('is refused by its size, before it is read', async () => {
    await writeFile(join(folder, 'x'), Buffer.alloc(2000));
    const { value: file } = await openArchive({ name: 'x', path: join(folder, 'x') }, { ...INTAKE_LIMITS, fileBytes: 1000 }).next();
    await expect(file!.read()).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });
});
