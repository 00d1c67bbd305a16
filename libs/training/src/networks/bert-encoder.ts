/** A BERT encoder (Devlin et al. 2019) as a tf.LayersModel. */
import * as tf from '@tensorflow/tfjs';
import { FastDropout } from '../layers/core/fast-dropout.js';
import { LayerNorm } from '../layers/core/layer-norm.js';
import { encoderBlock } from '../layers/transformer/encoder-block.js';
import { PositionEmbedding } from '../layers/transformer/position-embedding.js';
import { dropPathRates } from '../regularisation/drop-path.js';
import { parseBertConfig, type BertConfig, type BertOptions } from './bert-config.js';

/** Seeds of a block's weights lie this far apart. */
const SEED_STRIDE = 16;

/**
 * Inputs, in this order: `inputIds` int32 [B, L], `attentionMask` int32 [B, L] (1 = token, 0 = padding) and, where `tokenTypes` > 0,
 * `tokenTypeIds` int32 [B, L]. Batch and length are open.
 *
 * Outputs: the last hidden state [B, L, hidden]; with `hiddenStates` then also what the embeddings and each block but the last give;
 * with `attentions` then also each block's probabilities [B, heads, L, L]. `bertOutputs` names them.
 *
 * @throws {InvalidInputError} `BERT_CONFIG_INVALID`
 *
 * @example
 * const encoder = bertEncoder({ vocabulary: 30522, layers: 6, hidden: 384, heads: 12, feedForward: 1536 });
 * const states = encoder.predict([ids, mask]) as tf.Tensor;
 */
export function bertEncoder(options: BertOptions): tf.LayersModel {
  const config = parseBertConfig(options);
  const ids = tf.input({ shape: [null], dtype: 'int32', name: 'inputIds' });
  const mask = tf.input({ shape: [null], dtype: 'int32', name: 'attentionMask' });
  const types = config.tokenTypes > 0 ? [tf.input({ shape: [null], dtype: 'int32', name: 'tokenTypeIds' })] : [];

  let hidden = embed(config, ids, types[0]);
  const states: tf.SymbolicTensor[] = [];
  const attentions: tf.SymbolicTensor[] = [];
  for (let layer = 0; layer < config.layers; layer++) {
    states.push(hidden);
    const block = encoderBlock(hidden, mask, blockOptions(config, layer), config.attentions);
    hidden = block.hidden;
    if (block.probabilities) attentions.push(block.probabilities);
  }
  return tf.model({
    name: 'bert_encoder',
    inputs: [ids, mask, ...types],
    outputs: [hidden, ...(config.hiddenStates ? states : []), ...attentions],
  });
}

function embed(config: BertConfig, ids: tf.SymbolicTensor, types: tf.SymbolicTensor | undefined): tf.SymbolicTensor {
  const { vocabulary, hidden, maxPositions, tokenTypes, dropout, epsilon, initializerRange: stddev, seed } = config;
  const table = (name: string, inputDim: number, offset: number) =>
    tf.layers.embedding({
      name: `embeddings.${name}`,
      inputDim,
      outputDim: hidden,
      embeddingsInitializer: tf.initializers.truncatedNormal({ mean: 0, stddev, seed: seed + offset }),
    });
  const words = table('word', vocabulary, 0).apply(ids) as tf.SymbolicTensor;
  const position = new PositionEmbedding({ name: 'embeddings.position', maxPositions, initializerRange: stddev, seed: seed + 1 });
  const placed = position.apply(words) as tf.SymbolicTensor;
  const typed = types
    ? (tf.layers
        .add({ name: 'embeddings.sum' })
        .apply([placed, table('type', tokenTypes, 2).apply(types) as tf.SymbolicTensor]) as tf.SymbolicTensor)
    : placed;
  const normal = new LayerNorm({ name: 'embeddings.norm', epsilon }).apply(typed) as tf.SymbolicTensor;
  return dropout > 0 ? (new FastDropout({ name: 'embeddings.dropout', rate: dropout }).apply(normal) as tf.SymbolicTensor) : normal;
}

function blockOptions(config: BertConfig, layer: number) {
  const { headSize, dropout, attentionDropout, epsilon, initializerRange, seed } = config;
  return {
    name: `encoder.${layer}`,
    heads: config.heads[layer]!,
    headSize,
    feedForward: config.feedForward[layer]!,
    dropout,
    attentionDropout,
    dropPath: dropPathRates(config.layers, config.dropPath)[layer]!,
    epsilon,
    initializerRange,
    seed: seed + (layer + 1) * SEED_STRIDE,
  };
}
