/** What a BERT encoder looks like, checked. */
import { InvalidInputError, parseWith } from '@casebook/core';
import { z } from 'zod';

const positive = z.int().positive();
const rate = z.number().min(0).lt(1);
/** One number for all layers, or one for each (a pruned network). */
const perLayer = z.union([positive, z.array(positive)]);

export const bertSchema = z.strictObject({
  /** Word pieces. */
  vocabulary: positive,
  layers: positive.max(96),
  /** Width of a token. */
  hidden: positive,
  /** Attention heads, of all layers or of each. */
  heads: perLayer,
  /** Width of a head; hidden / heads unless told. */
  headSize: positive.optional(),
  /** Width between the two dense layers of a block, of all layers or of each. */
  feedForward: perLayer,
  /** The longest sequence. */
  maxPositions: positive.default(512),
  /** Kinds of segments; 0: no such input, where weights of a network that has them are loaded, all is of the first kind. */
  tokenTypes: z.int().nonnegative().default(0),
  dropout: rate.default(0.1),
  attentionDropout: rate.default(0.1),
  /** Probability that an example skips the last block's branches, falling linearly to the first block (`dropPathRates`). */
  dropPath: rate.default(0),
  /** Of the layer normalisations. */
  epsilon: z.number().positive().default(1e-12),
  /** Standard deviation of the initial weights. */
  initializerRange: z.number().positive().default(0.02),
  /** Of the initial weights. */
  seed: z.int().nonnegative().default(1),
  /** Answer the states between the blocks too. */
  hiddenStates: z.boolean().default(false),
  /** Answer the attention probabilities too. */
  attentions: z.boolean().default(false),
});

export type BertOptions = z.input<typeof bertSchema>;

export interface BertConfig extends Omit<z.output<typeof bertSchema>, 'heads' | 'headSize' | 'feedForward'> {
  /** One number a layer. */
  heads: number[];
  headSize: number;
  /** One number a layer. */
  feedForward: number[];
}

/** Checks the options and fills in what was left out. @throws {InvalidInputError} `BERT_CONFIG_INVALID` */
export function parseBertConfig(options: BertOptions): BertConfig {
  const parsed = parseWith(bertSchema, options, 'BERT_CONFIG_INVALID', 'The configuration of the encoder');
  const { layers, hidden } = parsed;
  const spread = (name: 'heads' | 'feedForward') => {
    const given = parsed[name];
    if (!Array.isArray(given)) return new Array<number>(layers).fill(given);
    if (given.length !== layers) throw invalid(`'${name}' has ${given.length} numbers for ${layers} layers: give one, or one a layer`);
    return given;
  };
  const [heads, feedForward] = [spread('heads'), spread('feedForward')];
  const headSize = parsed.headSize ?? hidden / heads[0]!;
  if (!Number.isInteger(headSize))
    throw invalid(`a width of ${hidden} does not divide into ${heads[0]} heads: choose one that does, or give headSize`);
  if (parsed.headSize === undefined && new Set(heads).size > 1) throw invalid('layers with different numbers of heads need headSize');
  return { ...parsed, heads, headSize, feedForward };
}

const invalid = (why: string) => new InvalidInputError('BERT_CONFIG_INVALID', `The configuration of the encoder is not valid: ${why}.`);
