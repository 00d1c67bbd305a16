import { join } from 'node:path';
import { findData, readPublicManifest, sha256File, stratifiedFolds, stratifiedSplit } from '@casebook/data-pipelines';
import { describe, expect, it } from 'vitest';
import { looksLikeBanking77, parseBanking77, readBanking77 } from './index.js';

describe('parseBanking77', () => {
  it('reads quoted questions with commas and line breaks', () => {
    expect(parseBanking77('text,category\nMay I pay here?,paying\n"Well, may\n\nI?",paying\n', 'f.csv')).toEqual([
      { text: 'May I pay here?', intent: 'paying' },
      { text: 'Well, may\n\nI?', intent: 'paying' },
    ]);
  });

  it.each([
    ['text,label\na,b\n', /line 1/],
    ['text,category\n', /line 2: there is no question/],
    ['text,category\na,b\na, b,c\n', /line 3: 3 fields/],
    ['text,category\n"a\n",b\n,c\n', /line 4: an empty/],
    ['text,category\n"a,b\n', /line 2: a quote/],
  ])('refuses %j', (text, message) => {
    expect(() => parseBanking77(text, 'x/f.csv')).toThrow(
      expect.objectContaining({ code: 'CORPUS_INVALID', status: 422, message: expect.stringMatching(message) }),
    );
  });

  it('says what to do without the file', async () => {
    await expect(readBanking77('/nowhere/train.csv')).rejects.toMatchObject({
      code: 'DATA_NOT_FOUND',
      message: expect.stringContaining('download'),
    });
  });

  it('knows its form by the header', () => {
    expect(['text,category\nx', 'text,category\r\nx', 'category,text\n', '{"text":'].map(looksLikeBanking77)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

const real = findData('banking77');
describe.skipIf(!real)('the real file', () => {
  it('has the checksum, rows and intents of the manifest, and splits that keep shares', async () => {
    const { counts, files } = await readPublicManifest(new URL('../manifest.json', import.meta.url));
    for (const { name, sha256 } of files) expect(await sha256File(join(real!, name))).toBe(sha256);
    const rows = await readBanking77(join(real!, 'train.csv'));
    const intents = rows.map(({ intent }) => intent);
    expect([rows.length, new Set(intents).size]).toEqual([counts['train'], counts['intents']]);
    const { train, validation } = stratifiedSplit(intents, 0.1, 7);
    expect(train.length + validation.length).toBe(rows.length);
    expect(new Set([...validation].map((row) => intents[row]))).toEqual(new Set(intents));
    expect(new Set(stratifiedFolds(intents, 10, 7)).size).toBe(10);
  });
});
