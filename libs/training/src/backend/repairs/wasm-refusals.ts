/**
 * Kernels of the wasm engine that are wrong or missing (TensorFlow.js 4.22), refused instead of computed.
 *
 * Measured against the cpu engine on tiny shapes (the spec beside this file): the input gradient of conv3d is wrong for any filter,
 * its filter gradient for strides above 1; max-pooling of negative values, in 3-D already forward, in 2-D its gradient.
 */
import { UnavailableError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';

const wrong = ['Conv3DBackpropInputV2', 'Conv3DBackpropFilterV2', 'MaxPool3D', 'MaxPool3DGrad', 'MaxPoolGrad'];
const missing = ['Conv2DBackpropFilter', 'DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter'];

/** Puts a refusal in the place of each; calling again is harmless. */
export function refuseWrongWasmKernels(): void {
  for (const kernelName of wrong) refuse(kernelName, 'computes it wrongly');
  for (const kernelName of missing) refuse(kernelName, 'lacks it');
}

function refuse(kernelName: string, why: string): void {
  const kernelFunc = () => {
    throw new UnavailableError(
      'KERNEL_UNAVAILABLE',
      `${kernelName}: the wasm engine ${why}. Train this network on native TensorFlow (npm run setup:native) or with --backend cpu.`,
    );
  };
  if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}
