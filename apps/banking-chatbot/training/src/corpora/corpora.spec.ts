import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageTokenizer } from '@casebook/banking-chatbot-contract/understanding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyTokenizer } from '../evaluation/tiny-assistant.fixture.js';
import { classTarget, NO_CLASS, NOT_SAID } from './corpus.js';
import { encodeUtterance } from './encode-corpus.js';
import { readCorpora } from './read-corpora.js';

const single = { kind: 'single' as const, labels: ['a', 'b'] };

describe('classTarget', () => {
  it('is a class, none of them, or not said', () => {
    expect(classTarget(single, { text: '', intent: 'b' })).toBe(1);
    expect(classTarget(single, { text: '', intents: ['a'] })).toBe(0);
    expect(classTarget(single, { text: '', oos: true })).toBe(NO_CLASS);
    expect(classTarget(single, { text: '', intent: 'other' })).toBe(NOT_SAID);
    expect(classTarget(single, { text: '', intents: ['a', 'b'] })).toBe(NOT_SAID);
    expect(classTarget({ ...single, kind: 'multi' }, { text: '', intents: ['b', 'other', 'a'] })).toEqual([1, 0]);
  });
});

describe('encodeUtterance', () => {
  const tokenizer = new MessageTokenizer(tinyTokenizer);
  it("puts a tag at each word's first piece and nowhere else", () => {
    const heads = { slot: { kind: 'bio' as const, labels: ['O', 'B-payee', 'I-payee'] }, intent: single };
    const text = 'send to anna bxb';
    const example = encodeUtterance({ text, intent: 'a', slots: [{ name: 'payee', start: 8, end: 16 }] }, heads, (each) =>
      tokenizer.encode(each),
    );
    expect(example.words).toEqual([1, 2, 3, 4]);
    expect(example.targets).toEqual({ intent: 0, slot: [NOT_SAID, 0, 0, 1, 2, NOT_SAID, NOT_SAID, NOT_SAID] }); // [CLS] send to anna b ##x ##b [SEP]
  });
});

describe('readCorpora', () => {
  let data: string;
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'corpora-'));
    await mkdir(join(data, 'banking77'));
    const rows = ['late card', 'card is late', 'no card yet'].map((text) => `${text},arrival`);
    await writeFile(join(data, 'banking77', 'train.csv'), `text,category\n${rows.join('\n')}\nnew pin please,pin\n`);
    await mkdir(join(data, 'clinc150'));
    const parts = { train: [['hello', 'greet'], ['what do I owe', 'bill']], val: [['hi', 'greet']], oos_train: [['who won', 'oos']], oos_val: [['why', 'oos']] }; // prettier-ignore
    await writeFile(join(data, 'clinc150', 'data_full_train_val.json'), JSON.stringify(parts));
  });
  afterAll(() => rm(data, { recursive: true }));

  it('reads what is there, holds a part out, and says what is missing', async () => {
    const said: string[] = [];
    const [banking, clinc, ...none] = await readCorpora(data, 1, (line) => said.push(line));
    expect(none).toEqual([]);
    expect(banking!.heads).toEqual({ banking77: { kind: 'single', labels: ['arrival', 'pin'] } });
    expect([banking!.train.length, banking!.validation.map(({ intent }) => intent)]).toEqual([3, ['arrival']]);
    expect(clinc!.heads.clinc150!.labels).toEqual(['bill', 'greet']);
    expect([clinc!.train.length, clinc!.validation.length]).toEqual([3, 2]);
    expect(said).toEqual([expect.stringMatching(/^multidogo-finance is not there/), expect.stringMatching(/^nlupp-banking is not there/)]);
  });

  it('needs no data at all', async () => {
    expect(await readCorpora(undefined, 1, () => undefined)).toEqual([]);
  });
});
