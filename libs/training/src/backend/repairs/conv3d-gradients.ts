/** Gradients of 3-D convolutions: the transposed one has none in TensorFlow.js, and a dilated one is refused by name. */
import * as tf from '@tensorflow/tfjs';
import { UnavailableError } from '@casebook/core';
import { nativeCpu } from '../native-ops/native-op.js';
import { hasOneDnn } from '../native-ops/one-dnn.js';
import { conv3dFilterGradient, conv3dInputGradient } from './conv3d-by-products.js';
import { replaceGradient } from './replace-gradient.js';

/** Gives `tf.conv3dTranspose` its gradient, and a dilated `tf.conv3d` an error that says what to do. */
export function repairConv3DGradients(): void {
  // A transposed convolution is the convolution's gradient by its input, so its own gradients are a convolution and that one's filter gradient.
  replaceGradient(
    'Conv3DBackpropInputV2',
    () => (ddx, saved, attrs) => {
      const [dy, filter] = saved as [tf.Tensor5D, tf.Tensor5D];
      const { strides, pad } = attrs as { strides: number; pad: 'same' | 'valid' };
      const filterGradient = () =>
        tf.engine().runKernel('Conv3DBackpropFilterV2', { x: ddx, dy }, { strides, pad, filterShape: filter.shape }) as tf.Tensor;
      return { dy: () => tf.conv3d(ddx as tf.Tensor5D, filter, strides, pad), filter: filterGradient };
    },
    { inputsToSave: ['dy', 'filter'] },
  );
  replaceGradient('Conv3D', (original) => (dy, saved, attrs) => {
    if ([attrs['dilations']].flat().some((dilation) => dilation !== 1)) {
      throw new UnavailableError(
        'GRADIENT_MISSING',
        'A dilated 3-D convolution has no gradient in TensorFlow.js: use a larger filter, or a stride, in layers that are trained.',
      );
    }
    if (!isSlow()) return original!(dy, saved, attrs);
    const [x, filter] = saved as [tf.Tensor, tf.Tensor];
    const { strides, pad } = attrs as { strides: number; pad: string };
    const convolution = { x, filter, dy, strides, pad };
    return { x: () => conv3dInputGradient(convolution), filter: () => conv3dFilterGradient(convolution) };
  });
}

/** TensorFlow's own gradient kernels on a CPU are (./conv3d-by-products.ts). */
const isSlow = () => nativeCpu() !== undefined && !hasOneDnn();
