/** The mean of a volume, which TensorFlow.js has for images only. */
import * as tf from '@tensorflow/tfjs';
import { oneTensor } from '../core/layer-io.js';
import './global-average-pooling-3d.onnx.js';

/** x [B, D, H, W, C] to [B, C], of any size. */
export class GlobalAveragePooling3d extends tf.layers.Layer {
  static readonly className = 'GlobalAveragePooling3d';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.mean(oneTensor(inputs), [1, 2, 3]));
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return [shape[0]!, shape[4]!];
  }
}
tf.serialization.registerClass(GlobalAveragePooling3d);
