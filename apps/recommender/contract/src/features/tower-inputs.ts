/** Inputs of the two towers. The same arrays feed the network in training and ONNX Runtime in the service. */
import { TOKENS_PER_ITEM, TOWER_HISTORY } from './constants.js';
import { daysBetween, sessionLength, type UserHistory } from './history.js';
import type { ItemColumns } from './items.js';
import { contextBucket } from './tokens.js';

/** Columns of the item tower's `numeric` input. */
export const ITEM_NUMERIC = [
  'log_price',
  'price_known',
  'log_age_days',
  'ever_bought',
  'log_demand_7',
  'log_demand_28',
  'log_demand_90',
  'log_demand_all',
] as const;

/** Columns of the user tower's `signals` input, one row a history item. */
export const HISTORY_SIGNALS = ['recency_7', 'recency_90', 'log_purchases', 'strength', 'in_session', 'inverse_rank'] as const;

/** Columns of the user tower's `profile` input. */
export const USER_PROFILE = ['log_items', 'log_purchases', 'log_days_since_last'] as const;

export interface ItemTowerInputs {
  /** [n] row + 1 for an item of the training catalogue, 0 for any other: content alone speaks for it. */
  ids: Int32Array;
  /** [n, TOKENS_PER_ITEM] */
  tokens: Int32Array;
  /** [n, ITEM_NUMERIC.length] */
  numeric: Float32Array;
}

export interface UserTowerInputs {
  /** [TOWER_HISTORY] catalogue rows, most recent first; −1 is padding. The caller gathers these rows' item embeddings. */
  rows: Int32Array;
  /** [TOWER_HISTORY, HISTORY_SIGNALS.length] */
  signals: Float32Array;
  /** [TOWER_HISTORY] 1 for an item, 0 for padding. */
  mask: Float32Array;
  /** [USER_PROFILE.length] */
  profile: Float32Array;
  /** Hash bucket, 0 where unknown. */
  context: number;
}

const log = (count: number) => Math.log1p(count) / 6; // about 0 … 1 for counts up to 400

/** The item tower's inputs for some rows of the catalogue. */
export function itemTowerInputs(rows: ArrayLike<number>, items: ItemColumns): ItemTowerInputs {
  const n = rows.length;
  const width = ITEM_NUMERIC.length;
  const inputs = { ids: new Int32Array(n), tokens: new Int32Array(n * TOKENS_PER_ITEM), numeric: new Float32Array(n * width) };
  const { windows, all, firstDay, today } = items.demand;
  for (let k = 0; k < n; k++) {
    const row = rows[k]!;
    const price = items.price[row]!;
    const bought = all[row]! > 0;
    inputs.ids[k] = row < items.trained ? row + 1 : 0;
    inputs.tokens.set(items.tokens.subarray(row * TOKENS_PER_ITEM, (row + 1) * TOKENS_PER_ITEM), k * TOKENS_PER_ITEM);
    const values = [
      price >= 0 ? Math.log1p(price) / 3 : 0,
      price >= 0 ? 1 : 0,
      bought ? log(today - firstDay[row]!) : 0,
      bought ? 1 : 0,
      log(windows[0]![row]!),
      log(windows[2]![row]!),
      log(windows[3]![row]!),
      log(all[row]!),
    ];
    inputs.numeric.set(values, k * width);
  }
  return inputs;
}

/** The user tower's inputs for one history as of `now`; a user without history gets a full mask of zeros. */
export function userTowerInputs(history: UserHistory, now: number): UserTowerInputs {
  const { entries } = history;
  const seen = entries.slice(0, TOWER_HISTORY);
  const width = HISTORY_SIGNALS.length;
  const inputs: UserTowerInputs = {
    rows: new Int32Array(TOWER_HISTORY).fill(-1),
    signals: new Float32Array(TOWER_HISTORY * width),
    mask: new Float32Array(TOWER_HISTORY),
    profile: new Float32Array(USER_PROFILE.length),
    context: contextBucket(history.context),
  };
  const session = sessionLength(seen);
  seen.forEach((entry, k) => {
    const age = daysBetween(entry.lastAt, now);
    inputs.rows[k] = entry.item;
    inputs.mask[k] = 1;
    const values = [
      2 ** (-age / 7),
      2 ** (-age / 90),
      log(entry.purchases),
      Math.min(entry.strength, 4) / 4,
      k < session ? 1 : 0,
      1 / (1 + k),
    ];
    inputs.signals.set(values, k * width);
  });
  const purchases = entries.reduce((sum, entry) => sum + entry.purchases, 0);
  const since = entries[0] ? daysBetween(entries[0].lastAt, now) : 0;
  inputs.profile.set([log(entries.length), log(purchases), log(since)]);
  return inputs;
}

/**
 * Copies the item embeddings of `rows` into `out` at `offset`; padding becomes zeros.
 *
 * @param embeddings count × dimension, the item tower's `embedding` output
 */
export function gatherEmbeddings(rows: Int32Array, embeddings: Float32Array, dimension: number, out: Float32Array, offset = 0): void {
  rows.forEach((row, k) => {
    const at = offset + k * dimension;
    if (row < 0) out.fill(0, at, at + dimension);
    else out.set(embeddings.subarray(row * dimension, (row + 1) * dimension), at);
  });
}
