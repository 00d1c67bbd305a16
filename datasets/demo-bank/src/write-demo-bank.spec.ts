import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateDemoBank } from './index.js';
import { demoBankJsonl, looksLikeDemoBank, parseDemoBank, readDemoBank, writeDemoBank } from './write-demo-bank.js';

const small = { train: 200, validation: 60, test: 60 };

describe('writeDemoBank', () => {
  let dir: string;
  beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'demo-bank-'))));
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('writes what it reads', async () => {
    const files = await writeDemoBank(dir, 3, small);
    const bank = generateDemoBank(3, small);
    expect(files.map(({ rows }) => rows)).toEqual([bank.train.length, bank.validation.length, bank.test.length]);
    expect(await readDemoBank(join(dir, 'train.jsonl'))).toEqual(bank.train);
    expect(looksLikeDemoBank(demoBankJsonl(bank.test))).toBe(true);
    expect(looksLikeDemoBank('[{"text":"a","intents":[]}]')).toBe(false);
  });
});

describe('parseDemoBank', () => {
  const line = (change: object) => `${JSON.stringify({ text: 'hello', intent: 'greet', slots: [], ...change })}\n`;

  it.each([
    [line({}) + 'x\n', /f\.jsonl line 2 is not JSON/],
    [line({}) + line({ text: '' }), /line 2/],
    [line({ slots: [{ name: 'payee', start: 2, end: 9 }] }), /line 1: the span of payee/],
  ])('refuses %j', (text, message) => {
    expect(() => parseDemoBank(text, 'f.jsonl')).toThrow(
      expect.objectContaining({ code: 'CORPUS_INVALID', message: expect.stringMatching(message) }),
    );
  });
});
