import { join } from 'node:path';
import { findData, readPublicManifest, sha256File } from '@casebook/data-pipelines';
import { describe, expect, it } from 'vitest';
import { looksLikeNlupp, parseNlupp, readNluppFolds, readNluppOntology } from './index.js';

const parse = (value: unknown) => parseNlupp(JSON.stringify(value), 'x/fold3.json');
const slot = (text: string, start: number, end: number) => ({ text, span: [start, end], value: 1 });

describe('parseNlupp', () => {
  it('reads intents, slots, both or none', () => {
    expect(
      parse([
        { text: 'order a new one', intents: ['make', 'new'] },
        { text: 'to Ann on May 2', slots: { date: slot('May 2', 10, 15), person: slot('Ann', 3, 6) } },
        { text: 'hm' },
      ]),
    ).toEqual([
      { text: 'order a new one', intents: ['make', 'new'], slots: [] },
      {
        text: 'to Ann on May 2',
        intents: [],
        slots: [
          { name: 'person', start: 3, end: 6 },
          { name: 'date', start: 10, end: 15 },
        ],
      },
      { text: 'hm', intents: [], slots: [] },
    ]);
  });

  it('counts code points as the corpus does and gives UTF-16 units', () => {
    expect(parse([{ text: '👍 Ann', slots: { person: slot('Ann', 2, 5) } }])[0]!.slots).toEqual([{ name: 'person', start: 3, end: 6 }]);
  });

  it.each([
    [{}, /whole file/],
    [[], /whole file/],
    [[{ text: 'a' }, { intents: ['a'] }], /record 1/],
    [[{ text: 'to Ann', slots: { person: slot('Bob', 3, 6) } }], /record 0: the span 3–6 of person/],
    [[{ text: 'to Ann', slots: { person: slot('', 3, 3) } }], /record 0/],
  ])('refuses %j', (value, message) => {
    expect(() => parse(value)).toThrow(expect.objectContaining({ code: 'CORPUS_INVALID', message: expect.stringMatching(message) }));
  });

  it('knows its form', () => {
    const heads = [
      '[{"text": "a", "intents": ["b"]',
      '[\n{"text": "a"}, {"text": "b", "slots": {',
      '[{"dialogue_id": "1", "turns": [{"text": 1, "slots": {',
      '{"text": "a"}',
    ];
    expect(heads.map(looksLikeNlupp)).toEqual([true, true, false, false]);
  });

  it('says what to do without folds', async () => {
    await expect(readNluppFolds('/nowhere')).rejects.toMatchObject({
      code: 'CORPUS_INVALID',
      message: expect.stringContaining('download'),
    });
  });
});

const real = findData('nlupp-banking');
describe.skipIf(!real)('the real files', () => {
  it('have the checksums and counts of the manifest, and only labels of the ontology', async () => {
    const { counts, files } = await readPublicManifest(new URL('../manifest.json', import.meta.url));
    for (const { name, sha256 } of files) expect(await sha256File(join(real!, name))).toBe(sha256);
    const folds = await readNluppFolds(real!);
    expect(folds.map((fold) => fold.length)).toEqual(files.slice(0, 16).map(({ records }) => records));
    const intents = new Set(folds.flat().flatMap((row) => row.intents));
    const slots = new Set(folds.flat().flatMap((row) => row.slots.map(({ name }) => name)));
    expect([folds.length, folds.flat().length, intents.size, slots.size]).toEqual([
      counts['folds'],
      counts['utterances'],
      counts['intents'],
      counts['slots'],
    ]);
    const ontology = await readNluppOntology(join(real!, 'ontology.json'));
    expect(Object.keys(ontology.intents)).toEqual(expect.arrayContaining([...intents]));
    expect(Object.keys(ontology.slots)).toEqual(expect.arrayContaining([...slots]));
    expect(ontology.intents['wifi']).toBeUndefined(); // of hotels
  });
});
