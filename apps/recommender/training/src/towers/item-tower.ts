/** The item tower: what an item is, and where it lies among all items today. */
import { ITEM_NUMERIC, TOKEN_BUCKETS, TOKENS_PER_ITEM } from '@casebook/recommender-contract/features';
import { UnitLength } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { TokenMean } from './layers/token-mean.js';
import type { NetworkShape } from './network-shape.js';
import { call } from './symbolic.js';

export interface ItemTower {
  /** ids [n], tokens [n, TOKENS_PER_ITEM] → embedding [n, d]: what an item is, without its numbers of the day. Histories are made of these. */
  embedding: tf.LayersModel;
  /** embedding [n, d], numeric [n, ITEM_NUMERIC.length] → unit vector [n, d] */
  projection: tf.LayersModel;
  /** ids, tokens, numeric → vector, embedding: the two, as they are exported. */
  whole: tf.LayersModel;
  /** The table of ids; row 0 stands for "never seen". */
  idTable: tf.layers.Layer;
}

/** Embedding e = E[id] + mean of its tokens' embeddings; vector = unit(e + W₂ relu(W₁ [e, numeric])). */
export function itemTower({ items, dimension: d, hidden }: NetworkShape): ItemTower {
  const ids = tf.input({ batchShape: [null], dtype: 'int32', name: 'ids' });
  const tokens = tf.input({ shape: [TOKENS_PER_ITEM], dtype: 'int32', name: 'tokens' });
  const numeric = tf.input({ shape: [ITEM_NUMERIC.length], name: 'numeric' });
  const idTable = tf.layers.embedding({ inputDim: items + 1, outputDim: d, name: 'idTable' });
  const words = new TokenMean({ buckets: TOKEN_BUCKETS, dimension: d, name: 'words' });
  const embedding = tf.model({
    inputs: [ids, tokens],
    outputs: call(tf.layers.add({ name: 'embedding' }), call(idTable, ids), call(words, tokens)),
    name: 'itemEmbedding',
  });

  const known = tf.input({ shape: [d], name: 'known' });
  const hiddenLayer = tf.layers.dense({ units: hidden, activation: 'relu', name: 'itemHidden' });
  const joined = call(tf.layers.concatenate({ name: 'itemJoined' }), known, numeric);
  const moved = call(tf.layers.dense({ units: d, useBias: false, name: 'itemOut' }), call(hiddenLayer, joined));
  const projection = tf.model({
    inputs: [known, numeric],
    outputs: call(new UnitLength({ name: 'itemVector' }), call(tf.layers.add({ name: 'itemSum' }), known, moved)),
    name: 'itemProjection',
  });

  const embedded = call(embedding, ids, tokens);
  const whole = tf.model({ inputs: [ids, tokens, numeric], outputs: [call(projection, embedded, numeric), embedded], name: 'item_tower' });
  return { embedding, projection, whole, idTable };
}
