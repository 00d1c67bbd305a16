/** Vectors of length 1. */
import * as tf from '@tensorflow/tfjs';
import { oneTensor } from './layer-io.js';
import './unit-length.onnx.js';

/** Keeps a vector of zeros from becoming NaN. */
export const SMALLEST_LENGTH = 1e-12;

/** x […, d] to x / √(Σ x² + 10⁻¹²). */
export class UnitLength extends tf.layers.Layer {
  static readonly className = 'UnitLength';

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = oneTensor(inputs);
      return tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), -1, true), SMALLEST_LENGTH)));
    });
  }
}
tf.serialization.registerClass(UnitLength);
