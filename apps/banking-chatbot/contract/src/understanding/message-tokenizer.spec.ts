import { fc, test } from '@fast-check/vitest';
import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { MAX_TOKENS } from './limits.js';
import { MessageTokenizer } from './message-tokenizer.js';
import { modelInputs } from './model-inputs.js';
import { normaliseText } from './normalise-text.js';
import { tinyTokenizer, tinyVocabulary } from './tiny-tokenizer.fixture.js';

const tokenizer = new MessageTokenizer(tinyTokenizer());
const pieces = (text: string) => tokenizer.encode(text).ids.map((id) => tinyVocabulary[id]);
const controls = new Set(['[PAD]', '[CLS]', '[SEP]', '[MASK]'].map((token) => tinyVocabulary.indexOf(token)));

describe('MessageTokenizer', () => {
  it('cuts words into pieces between [CLS] and [SEP]', () => {
    expect(pieces('Freezing my card')).toEqual(
      ['[CLS]', 'freeze', 'my', 'card', '[SEP]'].toSpliced(1, 1, 'f', '##r', '##e', '##e', '##z', '##ing'),
    );
    expect(pieces('Freeze my card')).toEqual(['[CLS]', 'freeze', 'my', 'card', '[SEP]']);
    expect(pieces('')).toEqual(['[CLS]', '[SEP]']);
  });

  it('knows where each word stood in what was typed', () => {
    const typed = ' send\u200b 50\u202e€,to Zoe\u0308';
    const { words } = tokenizer.encode(typed);
    expect(words.map(({ start, end }) => typed.slice(start, end))).toEqual(['send', '50\u202e€', ',', 'to', 'Zoe\u0308']);
  });

  it('reads a typed control token as text', () => {
    expect(pieces('my [SEP] card')).toEqual(['[CLS]', 'my', '[', 'sep', ']', 'card', '[SEP]']);
    expect(pieces('[MASK]')).toEqual(['[CLS]', '[', 'mask', ']', '[SEP]']);
  });

  it('cuts a long message and says so', () => {
    const long = tokenizer.encode('card '.repeat(300));
    expect(long.ids).toHaveLength(MAX_TOKENS);
    expect(long).toMatchObject({ truncated: true });
    expect(long.words).toHaveLength(MAX_TOKENS - 2);
    expect(tokenizer.encode('card '.repeat(MAX_TOKENS - 2)).truncated).toBe(false);
    expect(tokenizer.encode('😀'.repeat(10_000)).ids.length).toBeLessThanOrEqual(MAX_TOKENS);
  });

  it('refuses a tokeniser whose control token is a word, or that lacks one', () => {
    const word = tinyTokenizer();
    word.added_tokens[4]!.content = 'mask';
    expect(() => new MessageTokenizer(word)).toThrow(expect.objectContaining({ code: 'TOKENIZER_INVALID' }));
    const lacking = tinyTokenizer();
    delete lacking.model.vocab['[PAD]'];
    lacking.added_tokens.shift();
    expect(() => new MessageTokenizer(lacking)).toThrow(/\[PAD\]/);
    expect(() => new MessageTokenizer({})).toThrow(expect.objectContaining({ code: 'TOKENIZER_INVALID' }));
  });

  /** Control tokens in odd case, full width, with invisible characters or accents between the letters. */
  const disguised = fc
    .tuple(fc.constantFrom('[SEP]', '[MASK]', '[CLS]', '[PAD]', '[UNK]'), fc.array(fc.constantFrom('', 'lower', 'wide', 'zero', 'bidi', 'accent'), { minLength: 6, maxLength: 6 })) // prettier-ignore
    .map(([token, disguises]) =>
      [...token].map((letter, at) => {
        switch (disguises[at]) {
          case 'lower': return letter.toLowerCase();
          case 'wide': return String.fromCharCode(letter.charCodeAt(0) + 0xfee0);
          case 'zero': return `${letter}\u200b`;
          case 'bidi': return `\u202e${letter}`;
          case 'accent': return `${letter}\u0301`;
          default: return letter;
        }
      }).join(''),
    ); // prettier-ignore
  const text = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.lorem({ maxCount: 3 }), disguised), { maxLength: 8 }).map((parts) => parts.join('')); // prettier-ignore

  test.prop([text])('never gives a control token for text', (typed) => {
    const { ids } = tokenizer.encode(typed);
    expect(ids[0]).toBe(tinyVocabulary.indexOf('[CLS]'));
    expect(ids.at(-1)).toBe(tinyVocabulary.indexOf('[SEP]'));
    expect(ids.slice(1, -1).filter((id) => controls.has(id))).toEqual([]);
  });

  test.prop([text])('has words in order, whose first pieces lie in the message', (typed) => {
    const { ids, words } = tokenizer.encode(typed);
    words.forEach(({ start, end, token }, at) => {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(typed.length);
      expect(token).toBeGreaterThan(at === 0 ? 0 : words[at - 1]!.token);
      expect(token).toBeLessThan(ids.length - 1);
    });
  });

  // Σ is lower-cased by its neighbours, which a word alone does not show
  const harmless = text.map((typed) => normaliseText(typed).text.replaceAll(/\[|\]|Σ/g, ' '));
  test.prop([harmless])('agrees with the tokeniser on the whole text where nothing looks like a control token', (typed) => {
    const { ids } = new Tokenizer(tinyTokenizer(), {}).encode(typed);
    const ours = tokenizer.encode(typed);
    if (!ours.truncated) expect(ours.ids).toEqual(ids);
  });
});

describe('modelInputs', () => {
  it('pads to the longest, and masks what it padded', () => {
    const inputs = modelInputs([tokenizer.encode('my card'), tokenizer.encode('card')], tokenizer.padId);
    expect(inputs.shape).toEqual([2, 4]);
    expect([...inputs.attention_mask]).toEqual([1n, 1n, 1n, 1n, 1n, 1n, 1n, 0n]);
    expect(inputs.input_ids[7]).toBe(BigInt(tokenizer.padId));
    expect(new Set(inputs.token_type_ids)).toEqual(new Set([0n]));
  });
});
