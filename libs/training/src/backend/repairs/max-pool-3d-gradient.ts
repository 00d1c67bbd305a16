/**
 * The gradient of a 3-D max pool, shared equally among the maxima of a window.
 *
 * TensorFlow's MaxPool3DGrad gives every tied maximum the whole gradient: a 2³ window of air, all one value, would count eight
 * times. The wasm kernel is wrong for other reasons. This one is made of kernels that are right on every engine, and for windows
 * that do not overlap it is faster than TensorFlow's own.
 */
import * as tf from '@tensorflow/tfjs';
import { replaceGradient } from './replace-gradient.js';

type Triple = [number, number, number];
type Shape5 = [number, number, number, number, number];

interface PoolAttributes {
  filterSize: number | Triple;
  strides: number | Triple;
  pad: 'valid' | 'same' | number;
}

export function repairMaxPool3DGradient(): void {
  replaceGradient('MaxPool3D', () => (dy, [x, y], attrs) => {
    const { filterSize, strides, pad } = attrs as unknown as PoolAttributes;
    return { x: () => sharedGradient(dy as tf.Tensor5D, x as tf.Tensor5D, y as tf.Tensor5D, triple(filterSize), triple(strides), pad) };
  });
}

/** Shapes: x [batch, depth, height, width, channels], y and dy those of the pool's output. */
function sharedGradient(dy: tf.Tensor5D, x: tf.Tensor5D, y: tf.Tensor5D, size: Triple, strides: Triple, pad: PoolAttributes['pad']) {
  const tiles = size.every((width, axis) => width === strides[axis] && y.shape[axis + 1]! * width === x.shape[axis + 1]);
  return tf.tidy(() => (tiles ? byTiles(dy, x, y, size) : byPatches(dy, x, y, size, strides, pad)));
}

/** Windows side by side: each output is repeated over its window. */
function byTiles(dy: tf.Tensor5D, x: tf.Tensor5D, y: tf.Tensor5D, size: Triple): tf.Tensor {
  const isMaximum = tf.cast(tf.equal(x, repeat(y, x.shape, size)), 'float32');
  const count = tf.mul(tf.avgPool3d(isMaximum as tf.Tensor5D, size, size, 'valid'), size[0] * size[1] * size[2]);
  return tf.mul(isMaximum, repeat(tf.div(dy, count), x.shape, size));
}

/** In row-major order the last two axes are one, so width and channels repeat together: rank 6 is enough, and the most that tfjs has. */
function repeat(t: tf.Tensor, [batch, depth, height, width, channels]: Shape5, [d, h, w]: Triple): tf.Tensor {
  const rows = tf.reshape(t, [(batch * depth) / d, 1, height / h, 1, width / w, channels]);
  return tf.reshape(tf.tile(rows, [1, d, 1, h, 1, w]), [batch, depth, height, width, channels]);
}

/**
 * Windows that overlap, leave a rest or reach over the edge: a convolution with one-hot filters lays each window out as a row,
 * and its transpose adds the shares up. Channels travel as batch, so that one filter serves all.
 */
function byPatches(dy: tf.Tensor5D, x: tf.Tensor5D, y: tf.Tensor5D, size: Triple, strides: Triple, pad: PoolAttributes['pad']): tf.Tensor {
  const volume = size[0] * size[1] * size[2];
  const filter = tf.reshape(tf.eye(volume), [...size, 1, volume]) as tf.Tensor5D;
  const attrs = { strides, pad, dataFormat: 'NDHWC', dilations: [1, 1, 1] };
  const patches = (t: tf.Tensor5D) => tf.engine().runKernel('Conv3D', { x: t, filter }, attrs) as tf.Tensor5D;
  const single = channelsAsBatch(x);
  const inside = patches(tf.ones<tf.Rank.R5>([1, x.shape[1], x.shape[2], x.shape[3], 1])); // 0 where a window reaches over the edge
  const isMaximum = tf.mul(tf.cast(tf.equal(patches(single), channelsAsBatch(y)), 'float32'), inside);
  const shares = tf.mul(isMaximum, tf.div(channelsAsBatch(dy), tf.sum(isMaximum, 4, true)));
  const inputs = { dy: shares, filter };
  const added = tf.engine().runKernel('Conv3DBackpropInputV2', inputs, { strides, pad, inputShape: single.shape }) as tf.Tensor;
  const [batch, depth, height, width, channels] = x.shape;
  return tf.transpose(tf.reshape(added, [batch, channels, depth, height, width]), [0, 2, 3, 4, 1]);
}

function channelsAsBatch(t: tf.Tensor5D): tf.Tensor5D {
  const [batch, depth, height, width, channels] = t.shape;
  return tf.reshape(tf.transpose(t, [0, 4, 1, 2, 3]), [batch * channels, depth, height, width, 1]);
}

const triple = (value: number | Triple): Triple => (typeof value === 'number' ? [value, value, value] : value);
