/** Makes a call small: the same kernel, attributes and ranks on a few numbers. */
import * as tf from '@tensorflow/tfjs';
import type { InputSpec, KernelCall } from './record-kernels.js';

/** Lengths up to this stay as they are: kernels of a convolution, single channels, broadcast axes. */
const SMALL = 4;
/** Inputs whose lengths cannot change are taken up to this many numbers. */
const MOST_NUMBERS = 300_000;

/** Attributes that name lengths of the inputs. */
const lengthAttributes = ['shape', 'begin', 'inputShape', 'filterShape', 'numOrSizeSplits', 'blockShape'];
/** Where a negative number has no value, or a variance no meaning. */
const positiveOnly = new Set(['Log', 'Log1p', 'Sqrt', 'Rsqrt', 'Pow', 'FusedBatchNorm']);

/** Smaller inputs for the call; undefined where it cannot be made small enough. */
export function tinyCase(call: KernelCall): KernelCall | undefined {
  const specs = Object.values(call.inputs) as InputSpec[];
  const transposed = /^Conv[23]DBackpropInput/.test(call.kernel); // its lengths follow from the inputs: withInputShape
  if (!transposed && lengthAttributes.some((name) => call.attrs[name] !== undefined)) {
    return specs.reduce((sum, { shape }) => sum + tf.util.sizeFromShape(shape), 0) <= MOST_NUMBERS ? call : undefined;
  }
  // Equal lengths stay equal and longer ones longer, so that shapes still fit each other.
  const long = [...new Set(specs.flatMap(({ shape }) => shape))].filter((length) => length > SMALL).sort((a, b) => a - b);
  const shrink = ({ shape, dtype }: InputSpec): InputSpec => ({
    shape: shape.map((length) => (length > SMALL ? SMALL + 1 + long.indexOf(length) : length)),
    dtype,
  });
  const inputs = Array.isArray(call.inputs)
    ? call.inputs.map(shrink)
    : Object.fromEntries(Object.entries(call.inputs).map(([name, spec]) => [name, shrink(spec)]));
  return transposed ? withInputShape({ ...call, inputs }) : { ...call, inputs };
}

/** A transposed convolution names the shape of what it makes: the smallest that its tiny inputs lead to. */
function withInputShape(call: KernelCall): KernelCall {
  const { dy, filter } = call.inputs as Record<'dy' | 'filter', InputSpec>;
  const { strides, pad } = call.attrs as { strides: number | number[]; pad: string };
  const lengths = dy.shape.slice(1, -1).map((length, axis) => {
    const stride = Array.isArray(strides) ? strides[axis]! : strides;
    return pad === 'same' ? length * stride : (length - 1) * stride + filter.shape[axis]!;
  });
  return { ...call, attrs: { ...call.attrs, inputShape: [dy.shape[0]!, ...lengths, filter.shape.at(-2)!] } };
}

/** Tensors for the call's inputs on the engine in use: the same numbers on every engine, no two alike, none near 0. */
export function tinyInputs({ kernel, inputs }: KernelCall): tf.NamedTensorMap {
  const specs = Object.values(inputs) as InputSpec[];
  const rows = Math.min(...specs.filter(({ dtype }) => dtype === 'float32').flatMap(({ shape }) => shape), SMALL); // indices stay inside
  const tensors = Object.entries(inputs).map(([name, { shape, dtype }], index) => {
    const size = tf.util.sizeFromShape(shape as number[]);
    if (dtype === 'int32')
      return [
        name,
        tf.tensor(
          Int32Array.from({ length: size }, (_, i) => i % rows),
          shape,
          dtype,
        ),
      ] as const;
    if (dtype === 'bool')
      return [
        name,
        tf.tensor(
          Uint8Array.from({ length: size }, (_, i) => +(i % 3 === 0)),
          shape,
          dtype,
        ),
      ] as const;
    const values = Float32Array.from({ length: size }, (_, i) => spread(i + 1000 * index, positiveOnly.has(kernel)));
    return [name, tf.tensor(values, shape, 'float32')] as const;
  });
  return (Array.isArray(inputs) ? tensors.map(([, tensor]) => tensor) : Object.fromEntries(tensors)) as tf.NamedTensorMap;
}

/** Multiples of the golden ratio lie evenly and never meet (Weyl): here in 0.1 to 1.1, and half of them negative. */
export function spread(i: number, positive = false): number {
  const at = (i * 0.6180339887498949) % 1;
  if (positive) return 0.1 + at;
  return at < 0.5 ? -0.1 - 2 * at : 2 * at - 0.9;
}
