/** The user tower: what a user will want next, as a place among the items. */
import { CONTEXT_BUCKETS, HISTORY_SIGNALS, TOWER_HISTORY, USER_PROFILE } from '@casebook/recommender-contract/features';
import { UnitLength } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { HistoryAttention } from './layers/history-attention.js';
import type { NetworkShape } from './network-shape.js';
import { call, callAll } from './symbolic.js';

/**
 * embeddings [n, TOWER_HISTORY, d], signals, mask, profile, context → unit vector [n, d]:
 * attention over the recent history, then unit(pooled + W₄ relu(W₃ [pooled, latest, context, profile])).
 */
export function userTower({ dimension: d, hidden }: NetworkShape): tf.LayersModel {
  const embeddings = tf.input({ shape: [TOWER_HISTORY, d], name: 'embeddings' });
  const signals = tf.input({ shape: [TOWER_HISTORY, HISTORY_SIGNALS.length], name: 'signals' });
  const mask = tf.input({ shape: [TOWER_HISTORY], name: 'mask' });
  const profile = tf.input({ shape: [USER_PROFILE.length], name: 'profile' });
  const context = tf.input({ batchShape: [null], dtype: 'int32', name: 'context' });
  const attention = new HistoryAttention({ length: TOWER_HISTORY, signals: HISTORY_SIGNALS.length, dimension: d, name: 'attention' });
  const [pooled, latest] = callAll(attention, embeddings, signals, mask) as [tf.SymbolicTensor, tf.SymbolicTensor];
  const where = call(tf.layers.embedding({ inputDim: CONTEXT_BUCKETS, outputDim: d, name: 'where' }), context);
  const joined = call(tf.layers.concatenate({ name: 'userJoined' }), pooled, latest, where, profile);
  const inner = call(tf.layers.dense({ units: hidden, activation: 'relu', name: 'userHidden' }), joined);
  const moved = call(tf.layers.dense({ units: d, name: 'userOut' }), inner);
  const vector = call(new UnitLength({ name: 'userVector' }), call(tf.layers.add({ name: 'userSum' }), pooled, moved));
  return tf.model({ inputs: [embeddings, signals, mask, profile, context], outputs: vector, name: 'user_tower' });
}
