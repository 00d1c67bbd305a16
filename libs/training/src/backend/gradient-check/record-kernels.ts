/** Which kernels a piece of work asks the engine for, with what attributes and shapes. */
import * as tf from '@tensorflow/tfjs';

export interface InputSpec {
  shape: number[];
  dtype: tf.DataType;
}

export interface KernelCall {
  kernel: string;
  attrs: Record<string, unknown>;
  /** By name, or in order where the kernel takes a list. */
  inputs: Record<string, InputSpec> | InputSpec[];
}

type RunKernel = (kernel: string, inputs: tf.NamedTensorMap, attrs?: Record<string, unknown>) => tf.Tensor | tf.Tensor[];

/** Runs `work` and lists every kernel call in it, forward and backward, in order. Results of the calls are untouched. */
export function recordKernels(work: () => void): KernelCall[] {
  const engine = tf.engine() as unknown as { runKernel: RunKernel };
  const calls: KernelCall[] = [];
  const spec = ({ shape, dtype }: tf.Tensor): InputSpec => ({ shape: [...shape], dtype });
  engine.runKernel = function (kernel, inputs, attrs = {}) {
    const given = Object.entries(inputs).filter(([, tensor]) => tensor instanceof tf.Tensor);
    const specs = Array.isArray(inputs) ? (inputs as tf.Tensor[]).map(spec) : Object.fromEntries(given.map(([name, t]) => [name, spec(t)]));
    calls.push({ kernel, attrs: { ...attrs }, inputs: specs });
    return (Object.getPrototypeOf(engine) as { runKernel: RunKernel }).runKernel.call(engine, kernel, inputs, attrs);
  };
  try {
    work();
  } finally {
    delete (engine as { runKernel?: RunKernel }).runKernel; // back to the class' own
  }
  return calls;
}
