/** From the logits of a tagger to spans of the customer's text. */
import type { EncodedMessage } from './message-tokenizer.js';
import { softmax } from './softmax.js';
import { runsOf, type Span, type TagScheme } from './tag-sequence.js';

export interface ScoredSpan extends Span {
  /** Mean probability of its tags, 0 to 1. */
  confidence: number;
}

/**
 * The likeliest sequence of tags in which no `I-x` stands without its `B-x` or `I-x` before it (Viterbi 1967, all allowed steps equally likely).
 *
 * @param scores log-probabilities [words, labels.length], row-major
 * @param labels `O`, `B-x`, `I-x`
 * @returns indices into `labels`
 */
export function bestTags(scores: Float64Array, labels: readonly string[]): Int32Array {
  const width = labels.length;
  const words = scores.length / width;
  const allowed = labels.map((label) =>
    label.startsWith('I-') ? labels.flatMap((other, at) => (other !== 'O' && other.slice(2) === label.slice(2) ? [at] : [])) : undefined,
  );
  const from = new Int32Array(scores.length).fill(-1);
  let best = Float64Array.from(labels, (label, tag) => (label.startsWith('I-') ? -Infinity : (scores[tag] ?? 0)));
  for (let word = 1; word < words; word++) {
    const anywhere = argmax(best);
    best = best.map((_, tag) => {
      const before = allowed[tag]?.reduce((a, b) => (best[b]! > best[a]! ? b : a)) ?? anywhere;
      from[word * width + tag] = before;
      return best[before]! + scores[word * width + tag]!;
    });
  }
  const tags = new Int32Array(words);
  for (let word = words - 1, tag = argmax(best); word >= 0; word--) {
    tags[word] = tag;
    tag = from[word * width + tag]!;
  }
  return tags;
}

/**
 * Spans of one message. A word's tag is read at its first piece.
 *
 * @param logits [length, labels.length], row-major, of this message alone; the padding behind it does no harm
 * @returns spans in order, with offsets into the original message
 */
export function decodeSlots(
  { words }: Pick<EncodedMessage, 'words'>,
  logits: ArrayLike<number>,
  labels: readonly string[],
  scheme: TagScheme,
  temperature = 1,
): ScoredSpan[] {
  if (words.length === 0) return [];
  const width = labels.length;
  const probabilities = words.map(({ token }) =>
    softmax(
      Array.from({ length: width }, (_, tag) => logits[token * width + tag]!),
      temperature,
    ),
  );
  const tags =
    scheme === 'io'
      ? Int32Array.from(probabilities, argmax)
      : bestTags(Float64Array.from(probabilities.flatMap((row) => [...row]), Math.log), labels); // prettier-ignore
  const names = Array.from(tags, (tag) => labels[tag]!);
  return runsOf(names, scheme).map(({ label, first, last }) => {
    let sum = 0;
    for (let word = first; word <= last; word++) sum += probabilities[word]![tags[word]!]!;
    return { label, start: words[first]!.start, end: words[last]!.end, confidence: sum / (last - first + 1) };
  });
}

export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
