/** Runs any op of TensorFlow by its name, also those that TensorFlow.js does not know. */
import * as tf from '@tensorflow/tfjs';

/** As far as `NodeJSKernelBackend` of tfjs-node is used here. */
export interface NativeEngine extends tf.KernelBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: Record<
    'TF_ATTR_TYPE' | 'TF_ATTR_STRING' | 'TF_ATTR_FLOAT' | 'TF_ATTR_BOOL' | 'TF_ATTR_INT' | 'TF_ATTR_SHAPE' | 'TF_FLOAT' | 'TF_INT32',
    number
  >;
  executeSingleOutput(op: string, attributes: OpAttribute[], inputs: tf.TensorInfo[]): tf.Tensor;
  executeMultipleOutputs(op: string, attributes: OpAttribute[], inputs: tf.TensorInfo[], outputs: number): tf.Tensor[];
}

export interface OpAttribute {
  name: string;
  type: number;
  value: unknown;
}

/** The engine, where it is native TensorFlow and computes on the CPU. */
export function nativeCpu(): NativeEngine | undefined {
  if (tf.getBackend() !== 'tensorflow') return undefined;
  const engine = tf.backend() as NativeEngine;
  return engine.isUsingGpuDevice ? undefined : engine;
}

/** `T = float32`, which nearly every op wants to be told. */
export const float32 = ({ binding }: NativeEngine, name = 'T'): OpAttribute => ({
  name,
  type: binding.TF_ATTR_TYPE,
  value: binding.TF_FLOAT,
});
