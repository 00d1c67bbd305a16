/** The two towers as TensorFlow.js models, and the temperature that is learned with them. */
import type { Random } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { type ItemTower, itemTower } from './item-tower.js';
import type { NetworkShape } from './network-shape.js';
import { userTower } from './user-tower.js';

/** Temperature of the softmax at the start. */
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

export class TwoTowerNetwork {
  readonly items: ItemTower;
  readonly userTower: tf.LayersModel;
  private readonly logTemperature = tf.variable(tf.scalar(Math.log(FIRST_TEMPERATURE)), true);

  constructor(
    readonly shape: NetworkShape,
    random: Random,
  ) {
    this.items = itemTower(shape);
    this.userTower = userTower(shape);
    for (const weight of this.weights()) weight.write(initial(weight, random));
  }

  /** Everything that is trained, by name. */
  variables(): Record<string, tf.Variable> {
    const weights = this.weights().map((weight) => [weight.originalName, weight.read() as tf.Variable] as const);
    return { ...Object.fromEntries(weights), logTemperature: this.logTemperature };
  }

  /** @returns [n, d] */
  embed({ ids, tokens }: Pick<ItemBatch, 'ids' | 'tokens'>): tf.Tensor2D {
    return this.items.embedding.apply([ids, tokens]) as tf.Tensor2D;
  }

  /** @param embedding [n, d] @param numeric [n, ITEM_NUMERIC.length] @returns unit vectors [n, d] */
  project(embedding: tf.Tensor2D, numeric: tf.Tensor2D): tf.Tensor2D {
    return this.items.projection.apply([embedding, numeric]) as tf.Tensor2D;
  }

  /** @returns unit vectors [users, d] */
  users({ embeddings, signals, mask, profile, context }: UserBatch): tf.Tensor2D {
    return this.userTower.apply([embeddings, signals, mask, profile, context]) as tf.Tensor2D;
  }

  /** Gives items that no event has shown yet the embedding of "never seen", instead of the noise they started with. @param seen [items] */
  resetUnseen(seen: Uint8Array): void {
    tf.tidy(() => {
      const table = this.items.idTable.getWeights()[0] as tf.Tensor2D;
      const flags = new Float32Array(this.shape.items + 1).fill(1);
      flags.set(seen, 1);
      const trained = tf.tensor2d(flags, [this.shape.items + 1, 1]);
      const never = tf.slice(table, [0, 0], [1, this.shape.dimension]);
      this.items.idTable.setWeights([tf.add(tf.mul(table, trained), tf.mul(tf.sub(1, trained), never))]);
    });
  }

  /** Scalar τ > 0. */
  temperature(): tf.Scalar {
    return tf.exp(this.logTemperature);
  }

  dispose(): void {
    tf.dispose(this.variables());
  }

  private weights(): tf.LayerVariable[] {
    return [this.items.embedding, this.items.projection, this.userTower].flatMap((model) => model.trainableWeights as tf.LayerVariable[]);
  }
}

/** Normal numbers: a table's rows of about length 1, matrices after Glorot & Bengio 2010; biases are zero. */
function initial({ originalName, shape }: tf.LayerVariable, random: Random): tf.Tensor {
  const scale = /bias$/i.test(originalName) ? 0 : /embeddings?$/i.test(originalName) ? 1 / Math.sqrt(shape[1]!) : Math.sqrt(2 / (shape[0]! + shape[1]!)); // prettier-ignore
  const size = shape.reduce<number>((product, length) => product * length!, 1);
  return tf.tensor(Float32Array.from({ length: size }, () => scale * random.normal()), shape as number[]); // prettier-ignore
}
