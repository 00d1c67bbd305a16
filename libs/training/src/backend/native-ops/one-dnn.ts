/**
 * TensorFlow's kernels made of oneDNN (https://github.com/uxlfoundation/oneDNN): they are in its builds for x86-64, but off where the CPU has no AVX-512.
 *
 * `TF_ENABLE_ONEDNN_OPTS=1` would turn them on too, but not in a worker thread, whose environment is a copy, nor without two lines on stderr.
 */
import * as tf from '@tensorflow/tfjs';
import { type NativeEngine, nativeCpu, type OpAttribute } from './native-op.js';

/** TensorFlow registers oneDNN's version of an op that keeps the usual layout of tensors under this prefix and this label. */
const named = (op: string) => `_MklNative${op}`;
const label = ({ binding }: NativeEngine): OpAttribute => ({ name: '_kernel', type: binding.TF_ATTR_STRING, value: 'MklNameChangeOp' });

/** Runs oneDNN's version of an op. */
export function runOneDnn(engine: NativeEngine, op: string, attributes: OpAttribute[], inputs: tf.TensorInfo[], outputs = 1): tf.Tensor[] {
  return engine.executeMultipleOutputs(named(op), [...attributes, label(engine)], inputs, outputs);
}

/** For 3³ filters over 32³ cells: forward in a third of the time, by the filter in a fifth, with strides of 2 in a hundredth. */
const CONVOLUTIONS = ['Conv3D', 'Conv3DBackpropInputV2', 'Conv3DBackpropFilterV2'];

let found: boolean | undefined;

/** Whether the engine is native TensorFlow on a CPU, with oneDNN in it. */
export function hasOneDnn(): boolean {
  const engine = nativeCpu();
  if (!engine) return false;
  found ??= answers(engine);
  return found;
}

/** Makes 3-D convolutions and their gradients run on oneDNN where it is there; calling again is harmless. */
export function convolveByOneDnn(): void {
  if (found !== undefined || !hasOneDnn()) return;
  for (const name of CONVOLUTIONS) {
    const config = tf.getKernel(name, 'tensorflow');
    tf.unregisterKernel(name, 'tensorflow');
    tf.registerKernel({ ...config, kernelFunc: (call) => config.kernelFunc({ ...call, backend: renaming(call.backend as NativeEngine) }) });
  }
}

/** The same engine, but a kernel that asks it for an op gets oneDNN's. */
const renaming = (engine: NativeEngine): NativeEngine =>
  Object.create(engine, {
    executeSingleOutput: {
      value: (op: string, attributes: OpAttribute[], inputs: tf.TensorInfo[]) => runOneDnn(engine, op, attributes, inputs)[0]!,
    },
  }) as NativeEngine;

/** A build without oneDNN does not know the op: TensorFlow says so by an error. */
function answers(engine: NativeEngine): boolean {
  const { kernelFunc } = tf.getKernel('Conv3D', 'tensorflow');
  const one = tf.ones([1, 1, 1, 1, 1]);
  try {
    const attrs = { strides: 1, pad: 'valid', dilations: 1 };
    tf.dispose(kernelFunc({ inputs: { x: one, filter: one }, attrs, backend: renaming(engine) }) as tf.Tensor);
    return true;
  } catch {
    return false;
  } finally {
    one.dispose();
  }
}
