/** A residual block of a 3-D convolutional network, of standard layers and `BatchNorm`. */
import * as tf from '@tensorflow/tfjs';
import { BatchNorm } from '../core/batch-norm.js';

export interface ResidualBlock3dOptions {
  /** Prefix of the layers' names, e.g. `level.1.0`. */
  name: string;
  /** Channels out. */
  width: number;
  /** 2 halves depth, height and width. */
  stride: number;
  seed: number;
}

/** conv 3³ without bias, normalised; `relu` where told. */
export function convolution3d(
  x: tf.SymbolicTensor,
  { name, width, stride, seed, kernel = 3, relu = true }: ResidualBlock3dOptions & { kernel?: number; relu?: boolean },
): tf.SymbolicTensor {
  const convolution = tf.layers.conv3d({
    name,
    filters: width,
    kernelSize: kernel,
    strides: stride,
    padding: kernel === 1 ? 'valid' : 'same', // the same cells for 1³; with strides wider than the window engines disagree on 'same'
    useBias: false,
    kernelInitializer: tf.initializers.heNormal({ seed }),
  });
  const normal = new BatchNorm({ name: `${name}_norm` }).apply(convolution.apply(x)) as tf.SymbolicTensor;
  return relu ? (tf.layers.reLU({ name: `${name}_relu` }).apply(normal) as tf.SymbolicTensor) : normal;
}

/**
 * relu(shortcut(x) + norm(conv(relu(norm(conv(x)))))); the shortcut is x itself, or a convolution of 1³ where stride or width change
 * (He et al. 2016, "basic block").
 *
 * @param x [B, D, H, W, C] @returns [B, ⌈D/stride⌉, ⌈H/stride⌉, ⌈W/stride⌉, width]
 */
export function residualBlock3d(x: tf.SymbolicTensor, options: ResidualBlock3dOptions): tf.SymbolicTensor {
  const { name, width, stride, seed } = options;
  const first = convolution3d(x, { ...options, name: `${name}.conv1` });
  const second = convolution3d(first, { ...options, name: `${name}.conv2`, stride: 1, seed: seed + 1, relu: false });
  const isSame = stride === 1 && x.shape.at(-1) === width;
  const shortcut = isSame ? x : convolution3d(x, { ...options, name: `${name}.shortcut`, seed: seed + 2, kernel: 1, relu: false });
  const sum = tf.layers.add({ name: `${name}.sum` }).apply([second, shortcut]) as tf.SymbolicTensor;
  return tf.layers.reLU({ name: `${name}.relu` }).apply(sum) as tf.SymbolicTensor;
}
