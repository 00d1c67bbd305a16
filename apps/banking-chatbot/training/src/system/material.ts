/** Corpora and base encoder, made ready for teacher and student. */
import { type Head, type LabelsFile, MAX_TOKENS, MessageTokenizer } from '@casebook/banking-chatbot-contract/understanding';
import { deriveSeed } from '@casebook/training';
import type { Corpus } from '../corpora/corpus.js';
import { encodeUtterance } from '../corpora/encode-corpus.js';
import { type BaseWeights, createEncoder, wordTable } from '../encoder/read-base-encoder.js';
import { assistantNetwork, type AssistantNetwork } from '../network/assistant-network.js';
import type { Part } from '../network/text-batches.js';
import { variantsOf } from '../student/variants.js';
import { wordNeighbours } from '../student/word-neighbours.js';
import { countPieces, parseWordPiece, trimTokenizer, type TrimmedTokenizer } from '../tokens/trim-tokenizer.js';
import type { Choices } from './choices.js';

export interface Material {
  corpora: readonly Corpus[];
  /** Of all corpora. */
  heads: LabelsFile;
  base: BaseWeights;
  trimmed: TrimmedTokenizer;
  /** Of each corpus's training texts. */
  variants: readonly (readonly string[])[];
}

/** Words that may stand for each other in a variant. */
const NEAR = { count: 6, least: 0.4 };
const CHANGED = { replace: 0.3, drop: 0.08 };

export function prepareMaterial(corpora: readonly Corpus[], base: BaseWeights, { seed, shares, student }: Choices): Material {
  const file = parseWordPiece(base.tokenizer);
  const tokenizer = new MessageTokenizer(file);
  const counts = new Float64Array(base.size.vocabulary);
  for (const { name, train } of corpora) {
    const texts = train.map(({ text }) => tokenizer.encode(text).ids);
    countPieces(texts, counts.length, shares[name], counts);
  }
  const trimmed = trimTokenizer(file, counts, student.vocabulary);
  const near = wordNeighbours(wordTable(base), file.model.vocab, trimmed.kept, NEAR);
  const variants = corpora.map(
    ({ name, train }, i) =>
    variantsOf(train.map(({ text }) => text), near, { ...CHANGED, copies: student.variants[name] ?? 0, seed: deriveSeed(seed, i) }), // prettier-ignore
  );
  return { corpora, heads: headsOf(corpora), base, trimmed, variants };
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

/** The training texts and their variants, of which the corpus says nothing: as many of both in an epoch as of the texts alone. */
export function lessonsOf({ corpora, variants }: Material, tokenizerJson: object, { train }: Parts): Part[] {
  const tokenizer = new MessageTokenizer(tokenizerJson);
  return train.map((part, i) => {
    const more = variants[i]!.map((text) => encodeUtterance({ text }, corpora[i]!.heads, (each) => tokenizer.encode(each)));
    const examples = [...part.examples, ...more];
    return { ...part, examples, share: (part.share * part.examples.length) / examples.length };
  });
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
