/** The two towers as TensorFlow.js variables and pure forward functions of them. */
import {
  CONTEXT_BUCKETS,
  HISTORY_SIGNALS,
  ITEM_NUMERIC,
  TOKEN_BUCKETS,
  TOKENS_PER_ITEM,
  TOWER_HISTORY,
  USER_PROFILE,
} from '@casebook/recommender-contract/features';
import type { Random } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';

export interface NetworkShape {
  /** Items of the catalogue; row + 1 is an item's id, id 0 stands for "never seen". */
  items: number;
  /** Width d of embeddings and vectors. */
  dimension: number;
  /** Width of the hidden layer of each tower. */
  hidden: number;
}

/** Temperature of the softmax at the start; it is learned. */
const FIRST_TEMPERATURE = 0.1;

export interface ItemBatch {
  ids: tf.Tensor1D;
  tokens: tf.Tensor2D;
  numeric: tf.Tensor2D;
}

export interface UserBatch {
  /** [users, TOWER_HISTORY, d] */
  embeddings: tf.Tensor3D;
  /** [users, TOWER_HISTORY, HISTORY_SIGNALS.length] */
  signals: tf.Tensor3D;
  /** [users, TOWER_HISTORY] */
  mask: tf.Tensor2D;
  /** [users, USER_PROFILE.length] */
  profile: tf.Tensor2D;
  context: tf.Tensor1D;
}

/** Every parameter's shape, by name: also the order in which they are created, so that a seed gives the same network. */
export const parameterShapes = ({ items, dimension: d, hidden }: NetworkShape) => ({
  idEmbedding: [items + 1, d],
  tokenEmbedding: [TOKEN_BUCKETS, d],
  itemHidden: [d + ITEM_NUMERIC.length, hidden],
  itemHiddenBias: [hidden],
  itemOut: [hidden, d],
  signalEmbedding: [HISTORY_SIGNALS.length, d],
  positionEmbedding: [TOWER_HISTORY, d],
  attentionKey: [d, d],
  attentionQuery: [d, d],
  attentionQueryBias: [d],
  signalBias: [HISTORY_SIGNALS.length, 1],
  contextEmbedding: [CONTEXT_BUCKETS, d],
  userHidden: [3 * d + USER_PROFILE.length, hidden],
  userHiddenBias: [hidden],
  userOut: [hidden, d],
  userOutBias: [d],
  logTemperature: [] as number[],
});
export type ParameterName = keyof ReturnType<typeof parameterShapes>;

/**
 * Item tower: embedding e = E[id] + mean of its tokens' embeddings; vector = unit(e + W₂ relu(W₁ [e, numeric])).
 * User tower: attention over the recent history (query from the latest item, after Li et al., NARM, CIKM 2017; keys see recency, counts and
 * position), then unit(pooled + W₄ relu(W₃ [pooled, latest, context, profile])).
 */
export class TwoTowerNetwork {
  readonly parameters: Record<ParameterName, tf.Variable>;

  constructor(
    readonly shape: NetworkShape,
    random: Random,
  ) {
    const shapes = Object.entries(parameterShapes(shape)) as [ParameterName, number[]][];
    this.parameters = Object.fromEntries(shapes.map(([name, dims]) => [name, initial(name, dims, random)])) as Record<
      ParameterName,
      tf.Variable
    >;
  }

  /** What an item is, without its numbers of the day: the user tower's history is made of these. @returns [n, d] */
  embed({ ids, tokens }: Pick<ItemBatch, 'ids' | 'tokens'>): tf.Tensor2D {
    const p = this.parameters;
    const present = tf.cast(tf.greater(tokens, 0), 'float32');
    const weights = tf.div(present, tf.maximum(tf.sum(present, 1, true), 1));
    const rows = tf.reshape(tf.gather(p.tokenEmbedding, tf.reshape(tokens, [-1])), [ids.shape[0], TOKENS_PER_ITEM, this.shape.dimension]);
    return tf.add(tf.gather(p.idEmbedding, ids), tf.sum(tf.mul(rows, tf.expandDims(weights, 2)), 1));
  }

  /** @param embedding [n, d] @param numeric [n, ITEM_NUMERIC.length] @returns unit vectors [n, d] */
  project(embedding: tf.Tensor2D, numeric: tf.Tensor2D): tf.Tensor2D {
    const p = this.parameters;
    const hidden = tf.relu(tf.add(tf.matMul(tf.concat([embedding, numeric], 1), p.itemHidden as tf.Tensor2D), p.itemHiddenBias));
    return unit(tf.add(embedding, tf.matMul(hidden as tf.Tensor2D, p.itemOut as tf.Tensor2D)));
  }

  /** @returns unit vectors [users, d] */
  users({ embeddings, signals, mask, profile, context }: UserBatch): tf.Tensor2D {
    const p = this.parameters;
    const d = this.shape.dimension;
    const users = embeddings.shape[0];
    const flatSignals = tf.reshape(signals, [-1, HISTORY_SIGNALS.length]) as tf.Tensor2D;
    const signalled = tf.reshape(tf.matMul(flatSignals, p.signalEmbedding as tf.Tensor2D), [users, TOWER_HISTORY, d]);
    const sequence = tf.add(tf.add(embeddings, signalled), p.positionEmbedding);
    const first = tf.reshape(tf.slice(mask, [0, 0], [users, 1]), [users, 1]);
    const latest = tf.mul(tf.reshape(tf.slice(sequence, [0, 0, 0], [users, 1, d]), [users, d]), first) as tf.Tensor2D;
    const query = tf.add(tf.matMul(latest, p.attentionQuery as tf.Tensor2D), p.attentionQueryBias);
    const keys = tf.reshape(tf.matMul(tf.reshape(sequence, [-1, d]) as tf.Tensor2D, p.attentionKey as tf.Tensor2D), [
      users,
      TOWER_HISTORY,
      d,
    ]);
    const match = tf.sum(tf.mul(keys, tf.expandDims(query, 1)), 2);
    const bias = tf.reshape(tf.matMul(flatSignals, p.signalBias as tf.Tensor2D), [users, TOWER_HISTORY]);
    const logits = tf.add(tf.div(match, Math.sqrt(d)), bias) as tf.Tensor2D;
    const attention = maskedSoftmax(logits, mask);
    const pooled = tf.sum(tf.mul(sequence, tf.expandDims(attention, 2)), 1);
    const where = tf.gather(p.contextEmbedding, context);
    const joined = tf.concat([pooled, latest, where, profile], 1) as tf.Tensor2D;
    const hidden = tf.relu(tf.add(tf.matMul(joined, p.userHidden as tf.Tensor2D), p.userHiddenBias)) as tf.Tensor2D;
    return unit(tf.add(pooled, tf.add(tf.matMul(hidden, p.userOut as tf.Tensor2D), p.userOutBias)));
  }

  /** Gives items that no event has shown yet the embedding of "never seen", instead of the noise they started with. @param seen [items] */
  resetUnseen(seen: Uint8Array): void {
    tf.tidy(() => {
      const table = this.parameters.idEmbedding;
      const flags = new Float32Array(this.shape.items + 1).fill(1);
      flags.set(seen, 1);
      const trained = tf.tensor2d(flags, [this.shape.items + 1, 1]);
      const never = tf.slice(table as tf.Variable<tf.Rank.R2>, [0, 0], [1, this.shape.dimension]);
      table.assign(tf.add(tf.mul(table, trained), tf.mul(tf.sub(1, trained), never)));
    });
  }

  /** Scalar τ > 0. */
  temperature(): tf.Scalar {
    return tf.exp(this.parameters.logTemperature as tf.Scalar);
  }

  dispose(): void {
    Object.values(this.parameters).forEach((parameter) => parameter.dispose());
  }
}

/** Rows of length 1. */
export const unit = (x: tf.Tensor): tf.Tensor2D => tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), 1, true), 1e-12))) as tf.Tensor2D;

/** Softmax over the unmasked places; a row that is masked whole becomes zeros. */
function maskedSoftmax(logits: tf.Tensor2D, mask: tf.Tensor2D): tf.Tensor2D {
  const open = tf.sub(logits, tf.mul(tf.sub(1, mask), 1e9));
  const shifted = tf.mul(tf.exp(tf.sub(open, tf.max(open, 1, true))), mask);
  return tf.div(shifted, tf.add(tf.sum(shifted, 1, true), 1e-9));
}

function initial(name: ParameterName, dims: number[], random: Random): tf.Variable {
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (name === 'logTemperature') return tf.variable(tf.scalar(Math.log(FIRST_TEMPERATURE)));
  const embedding = name.endsWith('Embedding');
  const scale = name.endsWith('Bias') ? 0 : embedding ? 1 / Math.sqrt(dims[1]!) : Math.sqrt(2 / (dims[0]! + dims[1]!));
  return tf.variable(
    tf.tensor(
      Float32Array.from({ length: size }, () => scale * random.normal()),
      dims,
    ),
  );
}
