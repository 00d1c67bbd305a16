/** A smaller vocabulary in the same form: the pieces that the corpora use most, and every character, so that anything typed has pieces. */
import { CorruptDataError } from '@casebook/core';
import { trimVocabulary } from '@casebook/training';
import { z } from 'zod';

const wordPieceSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int(), content: z.string() })),
  post_processor: z.looseObject({}).nullish(),
  model: z.looseObject({
    type: z.literal('WordPiece').optional(),
    unk_token: z.string(),
    continuing_subword_prefix: z.string(),
    vocab: z.record(z.string(), z.int()),
  }),
});
export type WordPieceFile = z.infer<typeof wordPieceSchema>;

/** @throws {CorruptDataError} `TOKENIZER_INVALID` where it is no WordPiece tokenizer.json */
export function parseWordPiece(json: unknown): WordPieceFile {
  const parsed = wordPieceSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new CorruptDataError('TOKENIZER_INVALID', `The tokenizer.json is not BERT's: ${z.prettifyError(parsed.error)}`);
}

export interface TrimmedTokenizer {
  /** tokenizer.json */
  json: WordPieceFile;
  /** Old ids by new id: rows of the embedding table that stay. */
  kept: Int32Array;
}

/** What may be typed: a character of ASCII, or of the letters and signs that a European keyboard has; alone and within a word. */
const TYPED = /^(##)?[\x21-\x7e£€§°ßæøœ]$/u;

/**
 * @param counts of each id in the training texts, weighted as the corpora are
 * @param size pieces that stay at most, control tokens and characters among them
 */
export function trimTokenizer(file: WordPieceFile, counts: ArrayLike<number>, size: number): TrimmedTokenizer {
  const { vocab, unk_token: unknown } = file.model;
  const pieces = Object.entries(vocab);
  const specials = file.added_tokens.map(({ id }) => id);
  const typed = pieces.filter(([piece]) => TYPED.test(piece)).map(([, id]) => id);
  const { kept, newIds } = trimVocabulary(counts, { specials: [...specials, ...typed], unknown: vocab[unknown]!, size });
  const stays = new Set(kept);
  return {
    kept,
    json: {
      ...file,
      truncation: null, // some files pad every text to 128
      padding: null,
      added_tokens: file.added_tokens.map((token) => ({ ...token, id: newIds[token.id]! })),
      ...(file.post_processor && { post_processor: withNewIds(file.post_processor, newIds) }),
      model: { ...file.model, vocab: Object.fromEntries(pieces.flatMap(([piece, id]) => (stays.has(id) ? [[piece, newIds[id]!]] : []))) },
    },
  };
}

/** A template processor names control tokens by id: `{"[CLS]": {"ids": [101]}}`. */
function withNewIds(processor: Record<string, unknown>, newIds: Int32Array): Record<string, unknown> {
  const { special_tokens: tokens } = processor as { special_tokens?: Record<string, { ids: number[] }> };
  if (!tokens) return processor;
  const renumbered = Object.entries(tokens).map(([name, token]) => [name, { ...token, ids: token.ids.map((id) => newIds[id]!) }]);
  return { ...processor, special_tokens: Object.fromEntries(renumbered) };
}

/** How often each id occurs. */
export function countPieces(
  texts: Iterable<readonly number[]>,
  vocabulary: number,
  weight = 1,
  counts = new Float64Array(vocabulary),
): Float64Array {
  for (const ids of texts) for (const id of ids) counts[id]! += weight;
  return counts;
}
