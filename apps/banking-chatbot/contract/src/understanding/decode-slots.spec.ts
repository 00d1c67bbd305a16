import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { SLOT_NAMES, SLOT_TAGS } from '../labels/slots.js';
import { bestTags, decodeSlots } from './decode-slots.js';
import { MessageTokenizer } from './message-tokenizer.js';
import { runsOf, tagWords } from './tag-sequence.js';
import { tinyTokenizer } from './tiny-tokenizer.fixture.js';

const tokenizer = new MessageTokenizer(tinyTokenizer());
const TAGS = ['O', 'B-a', 'I-a', 'B-b', 'I-b'];

/** Logits that say exactly these tags; pieces that begin no word say something else. */
const logitsOf = (encoded: ReturnType<MessageTokenizer['encode']>, tags: Int32Array, width: number) => {
  const logits = new Float32Array(encoded.ids.length * width);
  encoded.ids.forEach((_, token) => (logits[token * width + 1] = 5));
  encoded.words.forEach(({ token }, word) => {
    logits.fill(0, token * width, (token + 1) * width);
    logits[token * width + tags[word]!] = 9;
  });
  return logits;
};

describe('decodeSlots', () => {
  it('gives spans of the original text with the probability of their tags', () => {
    const typed = 'send\u200b 50 euros  to Zoe\u0308 Ba';
    const encoded = tokenizer.encode(typed);
    const spans = [
      { label: 'amount', start: 6, end: 14 },
      { label: 'payee', start: 19, end: 26 },
    ];
    const tags = tagWords(encoded.words, spans, SLOT_TAGS, 'bio');
    expect(Array.from(tags, (tag) => SLOT_TAGS[tag])).toEqual(['O', 'B-amount', 'I-amount', 'O', 'B-payee', 'I-payee']);
    const decoded = decodeSlots(encoded, logitsOf(encoded, tags, SLOT_TAGS.length), SLOT_TAGS, 'bio');
    expect(decoded).toEqual(spans.map((span) => ({ ...span, confidence: expect.closeTo(Math.exp(9) / (Math.exp(9) + 30), 10) })));
    expect(typed.slice(decoded[1]!.start, decoded[1]!.end)).toBe('Zoe\u0308 Ba');
  });

  it('has nothing to say of an empty message', () => {
    expect(decodeSlots(tokenizer.encode(''), new Float32Array(10), TAGS, 'bio')).toEqual([]);
  });

  const places = fc.uniqueArray(fc.nat(19), { minLength: 0, maxLength: 8 }).map((found) => found.sort((a, b) => a - b));
  test.prop([places, fc.array(fc.constantFrom(...SLOT_NAMES), { minLength: 4, maxLength: 4 })])(
    'is the inverse of tagWords',
    (cuts, names) => {
      const encoded = tokenizer.encode('card '.repeat(20));
      const spans = [];
      for (let at = 0; at + 1 < cuts.length; at += 2)
        spans.push({ label: names[at / 2]!, start: cuts[at]! * 5, end: cuts[at + 1]! * 5 - 1 });
      const tags = tagWords(encoded.words, spans, SLOT_TAGS, 'bio');
      const decoded = decodeSlots(encoded, logitsOf(encoded, tags, SLOT_TAGS.length), SLOT_TAGS, 'bio');
      expect(decoded.map(({ label, start, end }) => ({ label, start, end }))).toEqual(spans);
    },
  );
});

describe('bestTags', () => {
  const scores = fc
    .integer({ min: 1, max: 5 })
    .chain((words) => fc.array(fc.integer({ min: -50, max: 0 }), { minLength: words * TAGS.length, maxLength: words * TAGS.length }));
  const legal = (tags: number[]) =>
    tags.every((tag, at) => !TAGS[tag]!.startsWith('I-') || (at > 0 && TAGS[tags[at - 1]!]!.slice(2) === TAGS[tag]!.slice(2)));

  test.prop([scores])('finds the best of all legal sequences', (values) => {
    const words = values.length / TAGS.length;
    const total = (tags: readonly number[]) => tags.reduce((sum, tag, word) => sum + values[word * TAGS.length + tag]!, 0);
    let all: number[][] = [[]];
    for (let word = 0; word < words; word++) all = all.flatMap((tags) => TAGS.map((_, tag) => [...tags, tag]));
    const best = Math.max(...all.filter(legal).map(total));
    const found = [...bestTags(Float64Array.from(values), TAGS)];
    expect(legal(found)).toBe(true);
    expect(total(found)).toBe(best);
  });
});

describe('runsOf', () => {
  it('counts as conlleval does', () => {
    // conlleval 2000 and seqeval 1.2 get_entities(['O','I-a','I-a','B-a','I-b','O','I-b']): a 1-2, a 3-3, b 4-4, b 6-6
    expect(runsOf(['O', 'I-a', 'I-a', 'B-a', 'I-b', 'O', 'I-b'], 'bio')).toEqual([
      { label: 'a', first: 1, last: 2 },
      { label: 'a', first: 3, last: 3 },
      { label: 'b', first: 4, last: 4 },
      { label: 'b', first: 6, last: 6 },
    ]);
  });

  it('joins neighbours of one label in IO', () => {
    expect(runsOf(['name', 'name', 'O', 'name', 'ssn'], 'io')).toEqual([
      { label: 'name', first: 0, last: 1 },
      { label: 'name', first: 3, last: 3 },
      { label: 'ssn', first: 4, last: 4 },
    ]);
  });
});
