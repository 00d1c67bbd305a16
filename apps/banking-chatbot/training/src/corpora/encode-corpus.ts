/** Sentences as numbers: pieces, and what each head should answer. */
import { tagWords, type EncodedMessage, type Head, type LabelSet } from '@casebook/banking-chatbot-contract/understanding';
import type { Utterance } from '@casebook/data-pipelines';
import { classTarget, NOT_SAID, type Corpus, type Target } from './corpus.js';

export interface Example {
  ids: Int32Array;
  /** Place of each word's first piece. */
  words: readonly number[];
  targets: Partial<Record<Head, Target>>;
}

/** Every head of a corpus has a target; a tag stands at each word's first piece, and {@link NOT_SAID} elsewhere. */
export function encodeUtterance(utterance: Utterance, heads: Corpus['heads'], encode: (text: string) => EncodedMessage): Example {
  const { ids, words } = encode(utterance.text);
  const targetOf = (labelSet: LabelSet): Target => {
    const { kind, labels } = labelSet;
    if (kind === 'single' || kind === 'multi') return classTarget(labelSet, utterance);
    const tags = new Array<number>(ids.length).fill(NOT_SAID);
    if (utterance.slots === undefined) return tags;
    const spans = utterance.slots.map(({ name, start, end }) => ({ label: name, start, end }));
    tagWords(words, spans, labels, kind).forEach((tag, word) => (tags[words[word]!.token] = tag));
    return tags;
  };
  const targets = Object.fromEntries(Object.entries(heads).map(([head, labelSet]) => [head, targetOf(labelSet)]));
  return { ids: Int32Array.from(ids), words: words.map(({ token }) => token), targets };
}
