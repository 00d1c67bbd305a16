/** A tokeniser of whole words, enough for a demonstration: its vocabulary is what the training texts repeat. */
import { trimVocabulary } from '@casebook/training';

const PADDING = 0;
const UNKNOWN = 1;

export interface WordTokens {
  /** Words and the two specials. */
  size: number;
  encode(text: string): number[];
}

/** @param minCount words that occur less often in `texts` are unknown */
export function wordTokens(texts: readonly string[], minCount: number): WordTokens {
  const ids = new Map([['[PAD]', PADDING], ['[UNK]', UNKNOWN]]); // prettier-ignore
  const counts = [0, 0];
  for (const word of texts.flatMap(words)) {
    if (!ids.has(word)) ids.set(word, ids.size);
    counts[ids.get(word)!] = (counts[ids.get(word)!] ?? 0) + 1;
  }
  const { kept, newIds } = trimVocabulary(counts, { specials: [PADDING, UNKNOWN], unknown: UNKNOWN, minCount });
  return { size: kept.length, encode: (text) => words(text).map((word) => newIds[ids.get(word) ?? UNKNOWN]!) };
}

/** Lower-case words, digits one by one, and marks. */
const words = (text: string): string[] => text.toLowerCase().match(/[a-z]+|\d|[^\sa-z\d]/g) ?? [];

/** Rows of one length, padded or cut, with 1 where a token is. */
export function padded(rows: readonly (readonly number[])[], length: number): { ids: Int32Array; mask: Int32Array } {
  const ids = new Int32Array(rows.length * length).fill(PADDING);
  const mask = new Int32Array(rows.length * length);
  rows.forEach((tokens, row) => {
    const kept = tokens.slice(0, length);
    ids.set(kept, row * length);
    mask.fill(1, row * length, row * length + kept.length);
  });
  return { ids, mask };
}
