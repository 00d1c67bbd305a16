/** Learned positions, added to a sequence. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { given, oneShape, oneTensor, type LayerArgs } from '../core/layer-io.js';
import './position-embedding.onnx.js';

export interface PositionEmbeddingArgs extends LayerArgs {
  /** The longest sequence. */
  maxPositions: number;
  /** Standard deviation of the initial values; 0.02 unless told. */
  initializerRange?: number;
  seed?: number;
}

/** x [B, L, D] + table[0 … L−1] (Devlin et al. 2019). @throws {InvalidInputError} `SEQUENCE_TOO_LONG` where L > maxPositions */
export class PositionEmbedding extends tf.layers.Layer {
  static readonly className = 'PositionEmbedding';
  readonly maxPositions: number;
  table: tf.LayerVariable;

  constructor(private readonly args: PositionEmbeddingArgs) {
    super(args);
    this.maxPositions = args.maxPositions;
  }

  override build(shape: tf.Shape | tf.Shape[]): void {
    const { initializerRange: stddev = 0.02, seed } = this.args;
    const initial = tf.initializers.truncatedNormal({ mean: 0, stddev, ...(seed !== undefined && { seed }) });
    this.table = this.addWeight('embeddings', [this.maxPositions, oneShape(shape).at(-1)!], 'float32', initial);
    super.build(shape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = oneTensor(inputs);
    const length = x.shape[1]!;
    if (length > this.maxPositions) {
      throw new InvalidInputError(
        'SEQUENCE_TOO_LONG',
        `A sequence of ${length} is longer than the ${this.maxPositions} positions of '${this.name}': cut it.`,
      );
    }
    return tf.tidy(() => tf.add(x, tf.slice(this.table.read(), 0, length)));
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { initializerRange, seed } = this.args;
    return { ...super.getConfig(), ...given({ maxPositions: this.maxPositions, initializerRange, seed }) };
  }
}
tf.serialization.registerClass(PositionEmbedding);
