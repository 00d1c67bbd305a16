/** Vectors of length 1. */
import * as tf from '@tensorflow/tfjs';
import { oneTensor } from './layer-io.js';
import './unit-length.onnx.js';

/** Keeps a vector of zeros from becoming NaN. */
export const SMALLEST_LENGTH = 1e-12;

/** y = x / √(Σ x² + 10⁻¹²) over the last axis; its gradient, (dy − y Σ y·dy) / √(…), in five ops instead of the dozen that follow from the parts. */
export function unitLength(x: tf.Tensor): tf.Tensor {
  return tf.customGrad((given, save) => {
    const inverse = tf.rsqrt(tf.add(tf.sum(tf.square(given as tf.Tensor), -1, true), SMALLEST_LENGTH));
    const y = tf.mul(given as tf.Tensor, inverse);
    (save as tf.GradSaveFunc)([y, inverse]);
    const gradFunc = (dy: tf.Tensor, [unit, scale]: tf.Tensor[]) =>
      tf.mul(tf.sub(dy, tf.mul(unit!, tf.sum(tf.mul(unit!, dy), -1, true))), scale!);
    return { value: y, gradFunc };
  })(x);
}

/** x […, d] to x / √(Σ x² + 10⁻¹²). */
export class UnitLength extends tf.layers.Layer {
  static readonly className = 'UnitLength';

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => unitLength(oneTensor(inputs)));
  }
}
tf.serialization.registerClass(UnitLength);
