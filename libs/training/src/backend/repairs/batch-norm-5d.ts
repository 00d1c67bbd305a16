/** Batch normalisation of volumes: TensorFlow.js stops at four dimensions. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';

type Layer = Pick<tf.layers.Layer, 'call'> & { axis: number };
type Call = tf.layers.Layer['call'];

let repaired = false;

/**
 * Makes `tf.layers.batchNormalization` work on 5-D inputs, in training and in inference: statistics are per channel, so
 * [batch, depth, height, width, channels] may be folded to [-1, 1, 1, channels].
 *
 * @throws {InvalidInputError} `BATCH_NORM_AXIS`, later, where the channels are not the last axis of a 5-D input
 */
export function repairBatchNormalization5D(): void {
  if (repaired) return;
  repaired = true;
  const prototype = Object.getPrototypeOf(tf.layers.batchNormalization()) as Layer;
  const original: Call = prototype.call;
  prototype.call = function (this: Layer, inputs, kwargs) {
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
    if (x.rank <= 4) return original.call(this, inputs, kwargs);
    if (this.axis !== -1 && this.axis !== x.rank - 1) {
      throw new InvalidInputError(
        'BATCH_NORM_AXIS',
        `Batch normalisation of ${x.rank} dimensions wants the channels last, not axis ${this.axis}.`,
      );
    }
    const channelsLast = Object.create(this, { axis: { value: -1 } }) as Layer; // axis 4 is axis 3 once folded
    return tf.tidy(() => {
      const folded = tf.reshape(x, [-1, 1, 1, x.shape.at(-1)!]);
      return tf.reshape(original.call(channelsLast, folded, kwargs) as tf.Tensor, x.shape);
    });
  } satisfies Call;
}
