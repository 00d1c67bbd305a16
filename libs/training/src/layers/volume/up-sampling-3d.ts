/** Repeats the cells of a volume, which TensorFlow.js has for images only. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { oneTensor, type LayerArgs } from '../core/layer-io.js';
import './up-sampling-3d.onnx.js';

export interface UpSampling3dArgs extends LayerArgs {
  /** Times along depth, height and width; 2 unless told. */
  size?: number;
}

type Volume = [number, number, number, number, number];

/** x [B, D, H, W, C] to [B, D·size, H·size, W·size, C], each cell repeated (nearest neighbour). The gradient is the sum over a cell's copies. */
export function upSample3d(x: tf.Tensor, size: number): tf.Tensor {
  const repeat = tf.customGrad((given) => ({
    value: copies(given as tf.Tensor, size),
    gradFunc: (dy: tf.Tensor) => tf.mul(tf.avgPool3d(dy as tf.Tensor5D, size, size, 'valid'), size ** 3),
  }));
  return repeat(x);
}

/** In row-major order width and channels repeat together: rank 6, which is the most that the engines tile. */
function copies(x: tf.Tensor, size: number): tf.Tensor {
  const [batch, depth, height, width, channels] = x.shape as Volume;
  const cells = tf.reshape(x, [batch * depth, 1, height, 1, width, channels]);
  return tf.reshape(tf.tile(cells, [1, size, 1, size, 1, size]), [batch, depth * size, height * size, width * size, channels]);
}

export class UpSampling3d extends tf.layers.Layer {
  static readonly className = 'UpSampling3d';
  readonly size: number;

  /** @throws {InvalidInputError} `UP_SAMPLING_SIZE` unless the size is a whole number above 0 */
  constructor(args: UpSampling3dArgs = {}) {
    super(args);
    this.size = args.size ?? 2;
    if (!Number.isInteger(this.size) || this.size < 1) {
      throw new InvalidInputError('UP_SAMPLING_SIZE', `Cells cannot be repeated ${this.size} times: give a whole number above 0.`);
    }
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => upSample3d(oneTensor(inputs), this.size));
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape.map((length, axis) => (length === null || axis === 0 || axis === 4 ? length : length * this.size));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), size: this.size };
  }
}
tf.serialization.registerClass(UpSampling3d);
