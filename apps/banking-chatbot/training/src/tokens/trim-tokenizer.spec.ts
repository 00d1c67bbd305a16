import { fc, test } from '@fast-check/vitest';
import { MessageTokenizer } from '@casebook/banking-chatbot-contract/understanding';
import { describe, expect, it } from 'vitest';
import { tinyTokenizer } from '../evaluation/tiny-assistant.fixture.js';
import { countPieces, parseWordPiece, trimTokenizer } from './trim-tokenizer.js';

const file = parseWordPiece(tinyTokenizer);
const whole = new MessageTokenizer(file);
const size = Object.keys(file.model.vocab).length;
const counts = (texts: string[]) => countPieces(texts.map((text) => whole.encode(text).ids), size); // prettier-ignore
const pieceOf = (json: typeof file) => new Map(Object.entries(json.model.vocab).map(([piece, id]) => [id, piece]));
const piecesOf = (json: typeof file, text: string) => new MessageTokenizer(json).encode(text).ids.map((id) => pieceOf(json).get(id));

describe('trimTokenizer', () => {
  const { json, kept } = trimTokenizer(file, counts(['send money', 'my card lost', 'send money to my account']), size - 8);

  it('keeps what the texts use, cuts them as before, and numbers without gaps', () => {
    expect(Object.values(json.model.vocab).sort((a, b) => a - b)).toEqual(Array.from(kept.keys()));
    for (const text of ['send money to my account', 'lost my card!']) expect(piecesOf(json, text)).toEqual(piecesOf(file, text));
    expect(json.model.vocab['stolen']).toBeUndefined();
    expect(Object.entries(json.model.vocab).every(([piece, id]) => file.model.vocab[piece] === kept[id])).toBe(true);
  });

  it('cuts a word that it lacks into pieces that it has', () => {
    expect(piecesOf(json, 'stolen')).toEqual(['[CLS]', 's', '##t', '##o', '##l', '##e', '##n', '[SEP]']);
  });

  test.prop([fc.stringMatching(/^[a-z0-9$.,?! ]{0,40}$/)])('knows everything made of characters that the vocabulary has', (text) => {
    expect(piecesOf(json, text)).not.toContain('[UNK]');
  });

  it('renumbers control tokens wherever they are named', () => {
    const template = { type: 'TemplateProcessing', special_tokens: { '[SEP]': { id: '[SEP]', ids: [file.model.vocab['[SEP]']!] } } };
    const moved = trimTokenizer({ ...file, post_processor: template }, counts(['card']), size - 4).json;
    const sep = moved.model.vocab['[SEP]']!;
    expect(moved.added_tokens.find(({ content }) => content === '[SEP]')!.id).toBe(sep);
    expect(moved.post_processor).toMatchObject({ special_tokens: { '[SEP]': { ids: [sep] } } });
  });

  it('refuses what is no WordPiece file', () => {
    expect(() => parseWordPiece({ model: { type: 'BPE' } })).toThrow(expect.objectContaining({ code: 'TOKENIZER_INVALID' }));
  });
});
