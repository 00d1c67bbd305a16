/** One vector for a sequence. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { shapes, type LayerArgs } from '../core/layer-io.js';
import './sequence-pooling.onnx.js';

export const POOLINGS = ['cls', 'mean'] as const;
export type Pooling = (typeof POOLINGS)[number];

export interface SequencePoolingArgs extends LayerArgs {
  /** `cls`: the first place; `mean`: the average over the places that the mask keeps. */
  mode: Pooling;
}

/** Inputs: x [B, L, D] and mask [B, L], 1 = token, 0 = padding. Output [B, D]; zeros for a mean over nothing. */
export class SequencePooling extends tf.layers.Layer {
  static readonly className = 'SequencePooling';
  readonly mode: Pooling;

  /** @throws {InvalidInputError} `POOLING_UNKNOWN` */
  constructor(args: SequencePoolingArgs) {
    super(args);
    if (!POOLINGS.includes(args.mode)) {
      throw new InvalidInputError('POOLING_UNKNOWN', `There is no pooling ${args.mode}: choose one of ${POOLINGS.join(', ')}.`);
    }
    this.mode = args.mode;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x, mask] = inputs as [tf.Tensor3D, tf.Tensor2D];
      const [batch, length, width] = x.shape;
      if (this.mode === 'cls') return tf.reshape(tf.slice(x, [0, 0, 0], [batch, 1, width]), [batch, width]);
      const kept = tf.cast(mask, 'float32');
      const share = tf.div(kept, tf.maximum(tf.sum(kept, 1, true), 1));
      return tf.reshape(tf.matMul(tf.reshape(share, [batch, 1, length]), x), [batch, width]);
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, , width] = shapes(inputShape)[0] as [number | null, number | null, number];
    return [batch, width];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), mode: this.mode };
  }
}
tf.serialization.registerClass(SequencePooling);
