/** Vectors of items and users from trained towers, in chunks that fit memory. */
import {
  gatherEmbeddings,
  type ItemColumns,
  itemTowerInputs,
  TOWER_HISTORY,
  topK,
  type UserTowerInputs,
} from '@casebook/recommender-contract/features';
import * as tf from '@tensorflow/tfjs';
import { itemBatch, userBatch } from './tensors.js';
import type { TwoTowerNetwork } from './two-tower-network.js';

const CHUNK = 1024;

export interface ItemVectors {
  dimension: number;
  /** count × dimension unit vectors. */
  vectors: Float32Array;
  /** count × dimension history embeddings. */
  embeddings: Float32Array;
}

export function itemVectors(network: TwoTowerNetwork, items: ItemColumns): ItemVectors {
  const dimension = network.shape.dimension;
  const out = { dimension, vectors: new Float32Array(items.count * dimension), embeddings: new Float32Array(items.count * dimension) };
  for (let from = 0; from < items.count; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, items.count - from) }, (_, k) => from + k);
    tf.tidy(() => {
      const batch = itemBatch(itemTowerInputs(rows, items));
      const embedding = network.embed(batch);
      out.embeddings.set(embedding.dataSync(), from * dimension);
      out.vectors.set(network.project(embedding, batch.numeric).dataSync(), from * dimension);
    });
  }
  return out;
}

/** @returns users × dimension unit vectors */
export function userVectors(
  network: TwoTowerNetwork,
  users: readonly UserTowerInputs[],
  { embeddings, dimension }: ItemVectors,
): Float32Array {
  const out = new Float32Array(users.length * dimension);
  const width = TOWER_HISTORY * dimension;
  for (let from = 0; from < users.length; from += CHUNK) {
    const chunk = users.slice(from, from + CHUNK);
    const gathered = new Float32Array(chunk.length * width);
    chunk.forEach((user, k) => gatherEmbeddings(user.rows, embeddings, dimension, gathered, k * width));
    const vectors = tf.tidy(() => {
      const history = tf.tensor3d(gathered, [chunk.length, TOWER_HISTORY, dimension]);
      return network.users({ ...userBatch(chunk), embeddings: history }).dataSync();
    });
    out.set(vectors, from * dimension);
  }
  return out;
}

/** Exact best items of one user by dot product. @returns catalogue rows, best first */
export function nearestItems(user: Float32Array, { vectors, dimension }: ItemVectors, allRows: Int32Array, k: number): Int32Array {
  return topK(allRows, k, (row) => {
    let sum = 0;
    for (let d = 0, at = row * dimension; d < dimension; d++, at++) sum += user[d]! * vectors[at]!;
    return sum;
  });
}
