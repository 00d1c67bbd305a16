import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uidSchema } from '@casebook/nodule-detector-contract';
import { Pseudonyms, readOrMakeKey } from './pseudonyms.js';

const pseudonyms = new Pseudonyms(Buffer.alloc(32, 1));

describe('stand-ins', () => {
  test.prop([fc.string(), fc.string()])('are valid, the same for the same, and others for others', (a, b) => {
    expect(uidSchema.safeParse(pseudonyms.uid(a)).success).toBe(true);
    expect(pseudonyms.uid(a) === pseudonyms.uid(b)).toBe(a === b);
  });

  it('of one use say nothing of another', () => {
    expect(pseudonyms.patient('1.2.3').slice(2)).not.toBe(BigInt(pseudonyms.uid('1.2.3').slice(5)).toString(16).slice(0, 16));
    expect(pseudonyms.patient('')).toBe('');
    expect(pseudonyms.days('a')).toBeGreaterThan(0);
  });
});

describe('the key', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'casebook-key-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('is made once, for this account alone', async () => {
    const path = join(folder, 'keys', 'deidentify.key');
    const key = await readOrMakeKey(path);
    expect(await readOrMakeKey(path)).toEqual(key);
    expect(key).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe(key.toString('hex'));
  });

  it('is not taken from a file that holds none', async () => {
    await writeFile(join(folder, 'empty'), '');
    await expect(readOrMakeKey(join(folder, 'empty'))).rejects.toMatchObject({ code: 'DEIDENTIFY_KEY_INVALID' });
  });
});
