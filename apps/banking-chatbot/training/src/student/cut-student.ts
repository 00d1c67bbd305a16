/** A shallow copy of a network: some of its blocks, some of its words, all of its heads. */
import { modelWeights } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import type { AssistantNetwork } from '../network/assistant-network.js';

export interface Cut {
  /** Blocks of the large network, from 1, for each of the small one's. */
  layers: readonly number[];
  /** Rows of the large network's word table for each of the small one's. */
  tokens: ArrayLike<number>;
}

/** Fills the small network with the large one's weights; of its positions with the first. */
export function copyWeights(small: AssistantNetwork, large: AssistantNetwork, { layers, tokens }: Cut): void {
  const source = modelWeights(large.model);
  for (const [name, variable] of modelWeights(small.model)) {
    const from = source.get(name.replace(/^encoder\.(\d+)\./, (_, block: string) => `encoder.${layers[Number(block)]! - 1}.`))!;
    tf.tidy(() => variable.assign(part(name, from, variable.shape, tokens)));
  }
}

function part(name: string, from: tf.Tensor, shape: number[], tokens: ArrayLike<number>): tf.Tensor {
  if (name.startsWith('embeddings.word/')) return tf.gather(from, tf.tensor1d(Int32Array.from(tokens), 'int32'));
  return name.startsWith('embeddings.position/') ? tf.slice(from, [0, 0], shape) : from.clone();
}
