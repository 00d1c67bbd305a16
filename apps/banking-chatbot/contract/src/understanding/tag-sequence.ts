/** Spans as one tag a word, and back: BIO (Ramshaw and Marcus 1995), or IO where a corpus does not mark beginnings. */
import type { Word } from './message-tokenizer.js';

export interface Span {
  label: string;
  /** UTF-16 offsets into the message, `end` exclusive. */
  start: number;
  end: number;
}

/** Names of a head's tags, `O` for none: `O`, `B-x`, `I-x`, or in IO `O`, `x`. */
export type TagScheme = 'bio' | 'io';

/**
 * The tag of each word. A word belongs to the first span that covers a part of it.
 *
 * @param labels tags of the head; a span whose label is none of them is `O`
 * @returns indices into `labels`, as many as words
 * @example
 * tagWords(words, [{ label: 'payee', start: 8, end: 21 }], SLOT_TAGS, 'bio'); // pay to Anna Bergmann → O O B-payee I-payee
 */
export function tagWords(
  words: readonly Pick<Word, 'start' | 'end'>[],
  spans: readonly Span[],
  labels: readonly string[],
  scheme: TagScheme,
): Int32Array {
  const index = new Map(labels.map((label, at) => [label, at]));
  const outside = index.get('O')!;
  let before: Span | undefined;
  return Int32Array.from(words, ({ start, end }) => {
    const span = spans.find((other) => other.start < end && other.end > start);
    const begins = span !== before;
    before = span;
    if (!span) return outside;
    return index.get(scheme === 'io' ? span.label : `${begins ? 'B' : 'I'}-${span.label}`) ?? outside;
  });
}

/** A run of words with one label. */
export interface WordRun {
  label: string;
  first: number;
  last: number;
}

/**
 * Runs of a sequence of tags. An `I-x` that continues no `x` begins a run, as conlleval counts it; in IO neighbours with one label are one run.
 *
 * @param tags one name a word
 */
export function runsOf(tags: readonly string[], scheme: TagScheme): WordRun[] {
  const runs: WordRun[] = [];
  tags.forEach((tag, at) => {
    if (tag === 'O') return;
    const label = scheme === 'io' ? tag : tag.slice(2);
    const open = runs.at(-1);
    const goesOn = open?.last === at - 1 && open.label === label && (scheme === 'io' || tag.startsWith('I-'));
    if (goesOn) open.last = at;
    else runs.push({ label, first: at, last: at });
  });
  return runs;
}
