/** A corpus as training sees it: sentences, and which heads of the network they teach. */
import type { Head, LabelSet } from '@casebook/banking-chatbot-contract/understanding';
import type { Utterance } from '@casebook/data-pipelines';

export const CORPORA = ['demo-bank', 'banking77', 'clinc150', 'multidogo-finance', 'nlupp-banking'] as const;
export type CorpusName = (typeof CORPORA)[number];

export interface Corpus {
  name: CorpusName;
  /** Labels of each head that it teaches. */
  heads: Partial<Record<Head, LabelSet>>;
  train: Utterance[];
  /** Held out of what the corpus gives for training; every choice is made on it. */
  validation: Utterance[];
  /** What must be said where the corpus was used. */
  attribution: string;
}

/** `single`: number of the class, {@link NO_CLASS} or {@link NOT_SAID}; `multi`: numbers of all that hold; taggers: a tag for each word. */
export type Target = number | readonly number[];

/** Out of scope: the head shall find every class equally unlikely (outlier exposure, Hendrycks, Mazeika & Dietterich 2019). */
export const NO_CLASS = -1;
/** The corpus says nothing about it: no loss. */
export const NOT_SAID = -2;

/** Class or classes of a sentence for a head without tags. */
export function classTarget({ kind, labels }: LabelSet, { intent, intents, oos }: Utterance): Target {
  const known = (name: string) => labels.indexOf(name);
  if (kind === 'multi') return (intents ?? []).map(known).filter((label) => label >= 0);
  if (oos) return NO_CLASS;
  const only = intent ?? (intents?.length === 1 ? intents[0] : undefined);
  const found = only === undefined ? -1 : known(only);
  return found >= 0 ? found : NOT_SAID;
}
