/** Contract inputs as tensors. */
import {
  HISTORY_SIGNALS,
  ITEM_NUMERIC,
  type ItemTowerInputs,
  TOKENS_PER_ITEM,
  TOWER_HISTORY,
  USER_PROFILE,
  type UserTowerInputs,
} from '@casebook/recommender-contract/features';
import * as tf from '@tensorflow/tfjs';
import type { ItemBatch, UserBatch } from './two-tower-network.js';

export function itemBatch({ ids, tokens, numeric }: ItemTowerInputs): ItemBatch {
  const n = ids.length;
  return {
    ids: tf.tensor1d(ids, 'int32'),
    tokens: tf.tensor2d(tokens, [n, TOKENS_PER_ITEM], 'int32'),
    numeric: tf.tensor2d(numeric, [n, ITEM_NUMERIC.length]),
  };
}

/** All of a user batch but the item embeddings, which the caller gathers. */
export function userBatch(users: readonly UserTowerInputs[]): Omit<UserBatch, 'embeddings'> {
  const n = users.length;
  const joined = (part: (user: UserTowerInputs) => Float32Array, width: number) => {
    const out = new Float32Array(n * width);
    users.forEach((user, k) => out.set(part(user), k * width));
    return out;
  };
  const signals = TOWER_HISTORY * HISTORY_SIGNALS.length;
  return {
    signals: tf.tensor3d(joined((user) => user.signals, signals), [n, TOWER_HISTORY, HISTORY_SIGNALS.length]), // prettier-ignore
    mask: tf.tensor2d(joined((user) => user.mask, TOWER_HISTORY), [n, TOWER_HISTORY]), // prettier-ignore
    profile: tf.tensor2d(joined((user) => user.profile, USER_PROFILE.length), [n, USER_PROFILE.length]), // prettier-ignore
    context: tf.tensor1d(users.map((user) => user.context), 'int32'), // prettier-ignore
  };
}
