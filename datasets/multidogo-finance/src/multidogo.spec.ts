import { join } from 'node:path';
import { findData, readPublicManifest, sha256File } from '@casebook/data-pipelines';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { looksLikeMultidogo, parseMultidogo, readMultidogo } from './index.js';

const header = 'conversationId\tturnNumber\tutteranceId\tutterance\tslot-labels\tintent\n';
const row = (utterance: string, labels: string, intent = 'inform', turn = '2.0') => `c1\t${turn}\tu\t${utterance}\t${labels}\t${intent}\n`;
const parse = (...rows: string[]) => parseMultidogo(header + rows.join(''), 'x/f.tsv');

describe('parseMultidogo', () => {
  it('makes character spans of runs of one label', () => {
    const { utterances } = parse(row('i am "Jo Doe" of  Ely', 'O O name name O O place', 'inform<div>greet', '4.0'));
    expect(utterances).toEqual([
      {
        conversationId: 'c1',
        turn: 4,
        text: 'i am "Jo Doe" of  Ely',
        intents: ['inform', 'greet'],
        slots: [
          { name: 'name', start: 5, end: 13 },
          { name: 'place', start: 18, end: 21 },
        ],
      },
    ]);
    expect(parse(row('hi', 'O')).utterances[0]).toMatchObject({ intent: 'inform', slots: [] });
  });

  test.prop([fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,3}$/), fc.constantFrom('O', 'a', 'b')), { minLength: 1 })])(
    'covers exactly the labelled tokens',
    (tokens) => {
      const [utterance] = parse(row(tokens.map(([token]) => token).join(' '), tokens.map(([, label]) => label).join(' '))).utterances;
      const back = Array<string>(tokens.length).fill('O');
      for (const { name, start, end } of utterance!.slots) {
        const first = utterance!.text.slice(0, start).split(' ').length - 1;
        back.fill(name, first, first + utterance!.text.slice(start, end).split(' ').length);
      }
      expect(back).toEqual(tokens.map(([, label]) => label));
    },
  );

  it('drops and counts rows without text and rows whose labels do not fit', () => {
    const { utterances, dropped } = parse(row('', 'O'), row('two words', 'O'), row('fine', 'O'));
    expect([utterances.length, dropped]).toEqual([1, { emptyText: 1, labelCount: 1 }]);
  });

  it.each([
    ['a\tb\n', /line 1: the columns/],
    [header + 'c\t1\tu\thi\tO\n', /line 2: 5 fields/],
    [header + row('hi', 'O') + row('hi', 'O', 'x', 'two'), /line 3: turnNumber is two/],
    [header + row('hi', 'O', 'x<div>'), /line 2: an empty intent/],
  ])('refuses %j', (text, message) => {
    expect(() => parseMultidogo(text, 'f.tsv')).toThrow(
      expect.objectContaining({ code: 'CORPUS_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('knows its form by the header', () => {
    expect([header, 'text,category\n'].map(looksLikeMultidogo)).toEqual([true, false]);
  });
});

const real = findData('multidogo-finance');
describe.skipIf(!real)('the real files', () => {
  it('have the checksums, rows, intents and slots of the manifest', async () => {
    const { counts, files } = await readPublicManifest(new URL('../manifest.json', import.meta.url));
    for (const { name, sha256 } of files) expect(await sha256File(join(real!, name))).toBe(sha256);
    const [train, dev] = await Promise.all(['train.tsv', 'dev.tsv'].map((name) => readMultidogo(join(real!, name))));
    expect([train!.utterances.length, dev!.utterances.length]).toEqual([counts['train'], counts['dev']]);
    expect([train!.dropped, dev!.dropped]).toEqual([
      { emptyText: counts['trainDroppedEmptyText'], labelCount: 0 },
      { emptyText: 0, labelCount: 0 },
    ]);
    const all = [...train!.utterances, ...dev!.utterances];
    expect(new Set(all.flatMap(({ intents }) => intents)).size).toBe(counts['intents']);
    expect(new Set(all.flatMap(({ slots }) => slots.map(({ name }) => name))).size).toBe(counts['slots']);
  });
});
