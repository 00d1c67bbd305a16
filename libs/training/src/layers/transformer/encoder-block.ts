/** One block of a transformer encoder, of standard layers and ours. */
import * as tf from '@tensorflow/tfjs';
import { FastDropout } from '../core/fast-dropout.js';
import { Gelu } from '../core/gelu.js';
import { DropPath } from '../../regularisation/drop-path.js';
import { LayerNorm } from '../core/layer-norm.js';
import { MultiHeadSelfAttention } from './multi-head-self-attention.js';

export interface EncoderBlockOptions {
  /** Prefix of the layers' names, e.g. `encoder.0`. */
  name: string;
  heads: number;
  headSize?: number;
  /** Width between the two dense layers. */
  feedForward: number;
  dropout: number;
  attentionDropout: number;
  /** Probability that an example skips a branch. */
  dropPath: number;
  epsilon: number;
  initializerRange: number;
  seed: number;
}

export interface EncoderBlockOutput {
  /** [B, L, D] */
  hidden: tf.SymbolicTensor;
  /** [B, heads, L, L]; made only where asked for. */
  probabilities?: tf.SymbolicTensor;
}

/**
 * norm(x + attention(x)), then norm(y + dense(gelu(dense(y)))): normalisation after the sum, as in BERT (Devlin et al. 2019).
 *
 * @param x float32 [B, L, D]
 * @param mask [B, L], 1 = token, 0 = padding
 */
export function encoderBlock(
  x: tf.SymbolicTensor,
  mask: tf.SymbolicTensor,
  options: EncoderBlockOptions,
  returnProbabilities = false,
): EncoderBlockOutput {
  const { name, heads, headSize, feedForward, dropout, attentionDropout, dropPath, epsilon, initializerRange, seed } = options;
  const attention = new MultiHeadSelfAttention({
    name: `${name}.attention`,
    heads,
    ...(headSize !== undefined && { headSize }),
    dropout: attentionDropout,
    returnProbabilities,
    initializerRange,
    seed,
  });
  const dense = (part: string, units: number, offset: number) =>
    tf.layers.dense({
      name: `${name}.${part}`,
      units,
      kernelInitializer: tf.initializers.truncatedNormal({ mean: 0, stddev: initializerRange, seed: seed + offset }),
    });
  const drop = (part: string, branch: tf.SymbolicTensor) => {
    const some = dropout > 0 ? new FastDropout({ name: `${name}.${part}_dropout`, rate: dropout }).apply(branch) : branch;
    return (dropPath > 0 ? new DropPath({ name: `${name}.${part}_path`, rate: dropPath }).apply(some) : some) as tf.SymbolicTensor;
  };
  const close = (part: string, branch: tf.SymbolicTensor, skip: tf.SymbolicTensor) => {
    const sum = tf.layers.add({ name: `${name}.${part}_sum` }).apply([drop(part, branch), skip]) as tf.SymbolicTensor;
    return new LayerNorm({ name: `${name}.${part}_norm`, epsilon }).apply(sum) as tf.SymbolicTensor;
  };

  const attended = attention.apply([x, mask]) as tf.SymbolicTensor | tf.SymbolicTensor[];
  const [context, probabilities] = Array.isArray(attended) ? attended : [attended];
  const middle = close('attention', context!, x);
  const wide = new Gelu({ name: `${name}.gelu` }).apply(dense('intermediate', feedForward, 4).apply(middle)) as tf.SymbolicTensor;
  const narrow = dense('output', x.shape.at(-1)!, 5).apply(wide) as tf.SymbolicTensor;
  return { hidden: close('output', narrow, middle), ...(probabilities && { probabilities }) };
}
