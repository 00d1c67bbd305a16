/**
 * Texts that nobody wrote, for the teacher to judge: some words replaced by near ones, some left out (data augmentation of TinyBERT, Jiao et al. 2020,
 * section 3, with the encoder's own word table in place of a masked language model and GloVe). More texts show a student more of its teacher.
 */
import { createRandom } from '@casebook/training';

export interface VariantOptions {
  /** Variants of a text at most. */
  copies: number;
  /** Chance that a word with neighbours is replaced, and that any word is left out. */
  replace: number;
  drop: number;
  seed: number;
}

/**
 * @param near what a lower-case word may be replaced by
 * @returns texts that differ from all given ones and from each other; fewer than `copies` of a text in which little can change
 */
export function variantsOf(
  texts: readonly string[],
  near: ReadonlyMap<string, readonly string[]>,
  { copies, replace, drop, seed }: VariantOptions,
): string[] {
  const random = createRandom(seed);
  const seen = new Set(texts);
  const changed = (word: string) => {
    if (random.next() < drop) return '';
    const others = near.get(word.toLowerCase());
    return others && random.next() < replace ? others[Math.floor(random.next() * others.length)]! : word;
  };
  return texts.flatMap((text) =>
    Array.from({ length: copies }, () =>
      text
        .replaceAll(/[A-Za-z]+/g, changed)
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ).filter((variant) => {
      if (variant === '' || seen.has(variant)) return false;
      seen.add(variant);
      return true;
    }),
  );
}
