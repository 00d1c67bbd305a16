/** Corpora and base encoder, made ready for teacher and student. */
import { type Head, type LabelsFile, MAX_TOKENS, MessageTokenizer } from '@casebook/banking-chatbot-contract/understanding';
import type { Corpus } from '../corpora/corpus.js';
import { encodeUtterance } from '../corpora/encode-corpus.js';
import { type BaseWeights, createEncoder } from '../encoder/read-base-encoder.js';
import { assistantNetwork, type AssistantNetwork } from '../network/assistant-network.js';
import type { Part } from '../network/text-batches.js';
import { countPieces, parseWordPiece, trimTokenizer, type TrimmedTokenizer } from '../tokens/trim-tokenizer.js';
import type { Choices } from './choices.js';

export interface Material {
  corpora: readonly Corpus[];
  /** Of all corpora. */
  heads: LabelsFile;
  base: BaseWeights;
  trimmed: TrimmedTokenizer;
}

export function prepareMaterial(corpora: readonly Corpus[], base: BaseWeights, { shares, student }: Choices): Material {
  const file = parseWordPiece(base.tokenizer);
  const tokenizer = new MessageTokenizer(file);
  const counts = new Float64Array(base.size.vocabulary);
  for (const { name, train } of corpora) {
    const texts = train.map(({ text }) => tokenizer.encode(text).ids);
    countPieces(texts, counts.length, shares[name], counts);
  }
  return { corpora, heads: headsOf(corpora), base, trimmed: trimTokenizer(file, counts, student.vocabulary) };
}

/** In the order of the contract's corpora, the demo bank's first: `logits` is the first output. */
export const headsOf = (corpora: readonly Corpus[]): LabelsFile => Object.assign({}, ...corpora.map(({ heads }) => heads)) as LabelsFile;

export interface Parts {
  train: Part[];
  /** At most `watched` texts a corpus. */
  watched: Part[];
  validation: Part[];
}

/** The corpora as one tokeniser cuts them. */
export function partsOf({ corpora }: Material, tokenizerJson: object, { shares, watched }: Choices): Parts {
  const tokenizer = new MessageTokenizer(tokenizerJson);
  const part = ({ name, heads }: Corpus, texts: Corpus['train']): Part => ({
    examples: texts.map((utterance) => encodeUtterance(utterance, heads, (text) => tokenizer.encode(text))),
    heads,
    share: shares[name],
  });
  const validation = corpora.map((corpus) => part(corpus, corpus.validation));
  return {
    train: corpora.map((corpus) => part(corpus, corpus.train)),
    validation,
    watched: validation.map((each) => ({ ...each, examples: each.examples.slice(0, watched) })),
  };
}

/** All blocks and words of the published encoder. */
export const freshTeacher = ({ base, heads }: Material, { seed }: Choices): AssistantNetwork =>
  assistantNetwork(createEncoder(base, { seed }), heads, seed);

/** Some blocks and words of the published encoder, heads that know nothing. */
export const freshStudent = ({ base, heads, trimmed }: Material, { seed, student }: Choices): AssistantNetwork =>
  assistantNetwork(
    createEncoder(base, { seed, keptLayers: student.layers, keptTokens: trimmed.kept, maxPositions: MAX_TOKENS }),
    heads,
    seed,
  );

export const headNames = (heads: LabelsFile): Head[] => Object.keys(heads) as Head[];
