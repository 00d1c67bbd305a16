/** A vocabulary cut down to what a corpus uses. */
import { InvalidInputError } from '@casebook/core';

export interface VocabularyCut {
  /** Old ids in ascending order: the place is the new id. */
  kept: Int32Array;
  /** New id by old id; what was cut has the new id of the unknown token. */
  newIds: Int32Array;
}

export interface VocabularyOptions {
  /** Old ids that stay whatever their count: padding, unknown, separators, mask. */
  specials: readonly number[];
  /** Old id of the unknown token, one of the specials. */
  unknown: number;
  /** Stay where they occur so often; 1 unless told. */
  minCount?: number;
  /** At most so many tokens stay, the most frequent ones; no limit unless told. Ties: the lower id. */
  size?: number;
}

/**
 * Chooses the tokens that stay.
 * @param counts occurrences by old id, in the training data alone
 * @throws {InvalidInputError} `VOCABULARY_SPECIALS` where a special is no id, or the unknown token is none of them
 */
export function trimVocabulary(
  counts: ArrayLike<number>,
  { specials, unknown, minCount = 1, size = Infinity }: VocabularyOptions,
): VocabularyCut {
  const strange = specials.find((id) => !(Number.isInteger(id) && id >= 0 && id < counts.length));
  if (strange !== undefined || !specials.includes(unknown)) {
    throw new InvalidInputError(
      'VOCABULARY_SPECIALS',
      `Specials must be ids below ${counts.length}, with the unknown token (${unknown}) among them.`,
    );
  }
  const always = new Set(specials);
  const frequent = Array.from(counts, (_, id) => id)
    .filter((id) => !always.has(id) && counts[id]! >= minCount)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, Math.max(0, size - always.size));
  const kept = Int32Array.from([...always, ...frequent]).sort();
  const newIds = new Int32Array(counts.length).fill(kept.indexOf(unknown));
  kept.forEach((old, id) => (newIds[old] = id));
  return { kept, newIds };
}

/**
 * The rows of an embedding table that stay, in their new order.
 * @param table rows × width, row-major
 */
export function trimRows(table: Float32Array, width: number, { kept }: VocabularyCut): Float32Array {
  const rows = new Float32Array(kept.length * width);
  kept.forEach((old, id) => rows.set(table.subarray(old * width, (old + 1) * width), id * width));
  return rows;
}
