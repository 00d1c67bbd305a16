/** The towers' inputs as tensors. */
import {
  gatherEmbeddings,
  HISTORY_SIGNALS,
  type ItemColumns,
  itemTowerInputs,
  ITEM_NUMERIC,
  TOKENS_PER_ITEM,
  TOWER_HISTORY,
  USER_PROFILE,
  type UserTowerInputs,
} from '@casebook/recommender-contract/features';
import type { Tensor, Tensors } from '@casebook/serving';

const floats = (data: Float32Array, ...shape: number[]): Tensor => ({ dtype: 'float32', shape, data });
const int64 = (values: ArrayLike<number>, ...shape: number[]): Tensor => {
  const data = new BigInt64Array(values.length);
  for (let i = 0; i < values.length; i++) data[i] = BigInt(values[i]!);
  return { dtype: 'int64', shape, data };
};

export function itemTowerTensors(rows: Int32Array, items: ItemColumns): Tensors {
  const { ids, tokens, numeric } = itemTowerInputs(rows, items);
  return {
    ids: int64(ids, rows.length),
    tokens: int64(tokens, rows.length, TOKENS_PER_ITEM),
    numeric: floats(numeric, rows.length, ITEM_NUMERIC.length),
  };
}

/** @param embeddings rows × dimension of the item tower */
export function userTowerTensors(users: readonly UserTowerInputs[], embeddings: Float32Array, dimension: number): Tensors {
  const n = users.length;
  const gathered = new Float32Array(n * TOWER_HISTORY * dimension);
  const signals = new Float32Array(n * TOWER_HISTORY * HISTORY_SIGNALS.length);
  const mask = new Float32Array(n * TOWER_HISTORY);
  const profile = new Float32Array(n * USER_PROFILE.length);
  users.forEach((user, k) => {
    gatherEmbeddings(user.rows, embeddings, dimension, gathered, k * TOWER_HISTORY * dimension);
    signals.set(user.signals, k * user.signals.length);
    mask.set(user.mask, k * TOWER_HISTORY);
    profile.set(user.profile, k * USER_PROFILE.length);
  });
  return {
    embeddings: floats(gathered, n, TOWER_HISTORY, dimension),
    signals: floats(signals, n, TOWER_HISTORY, HISTORY_SIGNALS.length),
    mask: floats(mask, n, TOWER_HISTORY),
    profile: floats(profile, n, USER_PROFILE.length),
    context: int64(
      users.map(({ context }) => context),
      n,
    ),
  };
}
