/**
 * The gradient of an average pool whose windows reach over the edge.
 *
 * The average is over the cells inside only, but the gradient kernels of cpu, wasm and webgpu (TensorFlow.js 4.22) divide by the
 * whole window. Scaling the incoming gradient by window / cells inside makes them right; native TensorFlow is right already.
 */
import * as tf from '@tensorflow/tfjs';
import { replaceGradient } from './replace-gradient.js';

type Pool = Parameters<typeof tf.backend_util.computePool2DInfo>;

export function repairAveragePoolGradient(): void {
  replaceGradient('AvgPool', (original) => (dy, saved, attrs) => original!(scaled(dy, cells2d(saved[0]!, attrs)), saved, attrs));
  replaceGradient('AvgPool3D', (original) => (dy, saved, attrs) => original!(scaled(dy, cells3d(saved[0]!, attrs)), saved, attrs));
}

/** A pool along one axis: window, step, cells of padding before the first, lengths of input and output. */
interface Axis {
  size: number;
  stride: number;
  before: number;
  input: number;
  output: number;
}

function cells2d(x: tf.Tensor, { filterSize, strides, pad, dimRoundingMode }: Record<string, unknown>): Axis[] {
  const [batch, height, width, channels] = (x.rank === 3 ? [1, ...x.shape] : x.shape) as [number, number, number, number];
  const shape: [number, number, number, number] = [batch, height, width, channels];
  const info = tf.backend_util.computePool2DInfo(
    shape,
    filterSize as Pool[1],
    strides as Pool[2],
    1,
    pad as Pool[4],
    dimRoundingMode as Pool[5],
  );
  return [
    { size: info.filterHeight, stride: info.strideHeight, before: info.padInfo.top, input: info.inHeight, output: info.outHeight },
    { size: info.filterWidth, stride: info.strideWidth, before: info.padInfo.left, input: info.inWidth, output: info.outWidth },
  ];
}

function cells3d(x: tf.Tensor, { filterSize, strides, pad, dimRoundingMode }: Record<string, unknown>): Axis[] {
  const shape = (x.rank === 4 ? [1, ...x.shape] : x.shape) as [number, number, number, number, number];
  const info = tf.backend_util.computePool3DInfo(
    shape,
    filterSize as Pool[1] & number,
    strides as number,
    1,
    pad as 'same',
    dimRoundingMode as Pool[5],
  );
  return [
    { size: info.filterDepth, stride: info.strideDepth, before: info.padInfo.front, input: info.inDepth, output: info.outDepth },
    { size: info.filterHeight, stride: info.strideHeight, before: info.padInfo.top, input: info.inHeight, output: info.outHeight },
    { size: info.filterWidth, stride: info.strideWidth, before: info.padInfo.left, input: info.inWidth, output: info.outWidth },
  ];
}

function scaled(dy: tf.Tensor, axes: Axis[]): tf.Tensor {
  if (tf.getBackend() === 'tensorflow') return dy;
  return axes.reduce((scaledSoFar, axis, index) => {
    const factors = Array.from({ length: axis.output }, (_, at) => axis.size / cellsInside(axis, at));
    if (factors.every((factor) => factor === 1)) return scaledSoFar;
    const shape = [...axes.map((_, other) => (other === index ? axis.output : 1)), 1];
    return tf.mul(scaledSoFar, tf.tensor(factors, shape));
  }, dy);
}

function cellsInside({ size, stride, before, input }: Axis, at: number): number {
  const from = at * stride - before;
  return Math.min(from + size, input) - Math.max(from, 0);
}
