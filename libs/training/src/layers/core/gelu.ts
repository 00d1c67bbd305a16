/** The activation of BERT, with a gradient that takes fewer passes over memory than automatic differentiation. */
import * as tf from '@tensorflow/tfjs';
import { oneTensor } from './layer-io.js';
import './gelu.onnx.js';

const INVERSE_SQRT_2PI = 1 / Math.sqrt(2 * Math.PI);

/** x · Φ(x) with the exact normal distribution, Φ(x) = ½(1 + erf(x/√2)) (Hendrycks & Gimpel 2016). Any shape. */
export const gelu: (x: tf.Tensor) => tf.Tensor = tf.customGrad((given, save) => {
  const x = given as tf.Tensor;
  const cdf = tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
  (save as tf.GradSaveFunc)([x, cdf]);
  return {
    value: tf.mul(x, cdf),
    // d/dx = Φ(x) + x · φ(x), φ the normal density
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [x, cdf] = saved as [tf.Tensor, tf.Tensor];
      const density = tf.exp(tf.mul(tf.square(x), -0.5));
      return tf.mul(dy, tf.add(cdf, tf.mul(tf.mul(x, INVERSE_SQRT_2PI), density)));
    },
  };
});

/** `gelu` as a layer: put it after a linear dense layer. */
export class Gelu extends tf.layers.Layer {
  static readonly className = 'Gelu';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => gelu(oneTensor(inputs)));
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }
}
tf.serialization.registerClass(Gelu);
