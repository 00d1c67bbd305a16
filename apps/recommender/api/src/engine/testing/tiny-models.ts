/** Small networks with the signatures of the package, and the same computations in plain loops, for specs. */
import { tinyOnnx } from '@casebook/model-packages/testing';
import {
  HISTORY_SIGNALS,
  ITEM_NUMERIC,
  RANKER_FEATURES,
  TOKEN_BUCKETS,
  TOKENS_PER_ITEM,
  TOWER_HISTORY,
  USER_PROFILE,
  type UserTowerInputs,
} from '@casebook/recommender-contract/features';

export const DIMENSION = 8;

/** Weights that look random and are the same everywhere. */
const weights = (length: number, seed: number) => Float32Array.from({ length }, (_, i) => Math.sin((i + 1) * 12.9898 * seed) * 0.5);
const axis = (index: number) => ({ shape: [1], data: BigInt64Array.of(BigInt(index)) });
const L2 = { op: 'LpNormalization', integers: { axis: -1, p: 2 } };

export interface TinyWeights {
  ids: Float32Array;
  tokens: Float32Array;
  numeric: Float32Array;
  signals: Float32Array;
  profile: Float32Array;
  ranker: Float32Array;
}

export const tinyWeights = (trained: number): TinyWeights => ({
  ids: weights((trained + 1) * DIMENSION, 1),
  tokens: weights(TOKEN_BUCKETS * DIMENSION, 2),
  numeric: weights(ITEM_NUMERIC.length * DIMENSION, 3),
  signals: weights(HISTORY_SIGNALS.length, 4),
  profile: weights(USER_PROFILE.length * DIMENSION, 5),
  ranker: weights(RANKER_FEATURES.length, 6),
});

/** embedding = id + Σ tokens + numeric · W; vector = embedding / ‖embedding‖ */
export const itemTower = (w: TinyWeights) =>
  tinyOnnx({
    inputs: [
      { name: 'ids', shape: ['items'], type: 'INT64' },
      { name: 'tokens', shape: ['items', TOKENS_PER_ITEM], type: 'INT64' },
      { name: 'numeric', shape: ['items', ITEM_NUMERIC.length] },
    ],
    outputs: [
      { name: 'vector', shape: ['items', DIMENSION] },
      { name: 'embedding', shape: ['items', DIMENSION] },
    ],
    constants: {
      idTable: { shape: [w.ids.length / DIMENSION, DIMENSION], data: w.ids },
      tokenTable: { shape: [TOKEN_BUCKETS, DIMENSION], data: w.tokens },
      kernel: { shape: [ITEM_NUMERIC.length, DIMENSION], data: w.numeric },
      one: axis(1),
    },
    nodes: [
      { op: 'Gather', inputs: ['idTable', 'ids'], outputs: ['id'] },
      { op: 'Gather', inputs: ['tokenTable', 'tokens'], outputs: ['bag'] },
      { op: 'ReduceSum', inputs: ['bag', 'one'], outputs: ['content'], integers: { keepdims: 0 } },
      { op: 'MatMul', inputs: ['numeric', 'kernel'], outputs: ['numbers'] },
      { op: 'Sum', inputs: ['id', 'content', 'numbers'], outputs: ['embedding'] },
      { ...L2, inputs: ['embedding'], outputs: ['vector'] },
    ],
  });

/** vector = normalised Σ_k (mask_k + signals_k · s) · embedding_k + profile · P + 0.01 · context */
export const userTower = (w: TinyWeights) =>
  tinyOnnx({
    inputs: [
      { name: 'embeddings', shape: ['users', TOWER_HISTORY, DIMENSION] },
      { name: 'signals', shape: ['users', TOWER_HISTORY, HISTORY_SIGNALS.length] },
      { name: 'mask', shape: ['users', TOWER_HISTORY] },
      { name: 'profile', shape: ['users', USER_PROFILE.length] },
      { name: 'context', shape: ['users'], type: 'INT64' },
    ],
    outputs: [{ name: 'vector', shape: ['users', DIMENSION] }],
    constants: {
      s: { shape: [HISTORY_SIGNALS.length, 1], data: w.signals },
      P: { shape: [USER_PROFILE.length, DIMENSION], data: w.profile },
      hundredth: { shape: [], data: Float32Array.of(0.01) },
      one: axis(1),
      last: axis(-1),
    },
    nodes: [
      { op: 'MatMul', inputs: ['signals', 's'], outputs: ['strength3'] },
      { op: 'Squeeze', inputs: ['strength3', 'last'], outputs: ['strength'] },
      { op: 'Add', inputs: ['strength', 'mask'], outputs: ['attention'] },
      { op: 'Unsqueeze', inputs: ['attention', 'one'], outputs: ['attention3'] },
      { op: 'MatMul', inputs: ['attention3', 'embeddings'], outputs: ['pooled3'] },
      { op: 'Squeeze', inputs: ['pooled3', 'one'], outputs: ['pooled'] },
      { op: 'MatMul', inputs: ['profile', 'P'], outputs: ['person'] },
      { op: 'Cast', inputs: ['context'], outputs: ['bucket'], integers: { to: 1 } },
      { op: 'Mul', inputs: ['bucket', 'hundredth'], outputs: ['place1'] },
      { op: 'Unsqueeze', inputs: ['place1', 'last'], outputs: ['place'] },
      { op: 'Add', inputs: ['pooled', 'person'], outputs: ['known'] },
      { op: 'Add', inputs: ['known', 'place'], outputs: ['sum'] },
      { ...L2, inputs: ['sum'], outputs: ['vector'] },
    ],
  });

/** score = features · w, NaN as 0 */
export const ranker = (w: TinyWeights) =>
  tinyOnnx({
    inputs: [{ name: 'features', shape: ['candidates', RANKER_FEATURES.length] }],
    outputs: [{ name: 'score', shape: ['candidates', 1] }],
    constants: { w: { shape: [RANKER_FEATURES.length, 1], data: w.ranker }, zero: { shape: [], data: Float32Array.of(0) } },
    nodes: [
      { op: 'IsNaN', inputs: ['features'], outputs: ['missing'] },
      { op: 'Where', inputs: ['missing', 'zero', 'features'], outputs: ['present'] },
      { op: 'MatMul', inputs: ['present', 'w'], outputs: ['score'] },
    ],
  });

const normalised = (vector: number[]) => {
  const length = Math.hypot(...vector);
  return vector.map((value) => (length > 0 ? value / length : 0));
};

/** `itemTower` in loops, one item. */
export function itemTowerInLoops(w: TinyWeights, id: number, tokens: ArrayLike<number>, numeric: ArrayLike<number>) {
  const embedding = Array.from({ length: DIMENSION }, (_, d) => {
    let sum = w.ids[id * DIMENSION + d]!;
    for (let t = 0; t < tokens.length; t++) sum += w.tokens[tokens[t]! * DIMENSION + d]!;
    for (let i = 0; i < numeric.length; i++) sum += numeric[i]! * w.numeric[i * DIMENSION + d]!;
    return sum;
  });
  return { embedding, vector: normalised(embedding) };
}

/** `userTower` in loops, one user; `embeddingOf` a row. */
export function userTowerInLoops(w: TinyWeights, user: UserTowerInputs, embeddingOf: (row: number) => number[]): number[] {
  const width = HISTORY_SIGNALS.length;
  const vector = Array.from({ length: DIMENSION }, (_, d) => {
    let sum = 0.01 * user.context;
    user.rows.forEach((row, k) => {
      if (row < 0) return;
      let attention = user.mask[k]!;
      for (let i = 0; i < width; i++) attention += user.signals[k * width + i]! * w.signals[i]!;
      sum += attention * embeddingOf(row)[d]!;
    });
    user.profile.forEach((value, i) => (sum += value * w.profile[i * DIMENSION + d]!));
    return sum;
  });
  return normalised(vector);
}

export const rankerInLoops = (w: TinyWeights, features: ArrayLike<number>): number =>
  w.ranker.reduce((sum, weight, i) => sum + weight * (Number.isNaN(features[i]!) ? 0 : features[i]!), 0);
