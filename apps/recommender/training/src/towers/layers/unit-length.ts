/** Rows of length 1. */
import { l2Normalise, registerLayerExporter } from '@casebook/onnx-export';
import * as tf from '@tensorflow/tfjs';
import { onlyTensor } from './tensors.js';

/** Keeps a row of zeros from becoming NaN. */
const EPSILON = 1e-12;

/** x [n, d] to x / √(Σ x² + 10⁻¹²). */
export class UnitLength extends tf.layers.Layer {
  static readonly className = 'UnitLength';

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      return tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), 1, true), EPSILON)));
    });
  }
}
tf.serialization.registerClass(UnitLength);

registerLayerExporter('UnitLength', ({ graph, inputs }) => l2Normalise(graph, inputs[0]!, EPSILON));
