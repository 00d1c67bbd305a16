/** Values of any floating-point tensor as float32, with which TensorFlow.js computes. */
import { InvalidInputError } from '@casebook/core';
import type { SafeTensor } from './dtypes.js';

/**
 * F32 as it is (the same array), F16 and BF16 exactly, F64 rounded to the nearest.
 *
 * @returns the elements in row-major order
 * @throws {InvalidInputError} `TENSOR_NOT_FLOAT` for whole numbers and booleans
 *
 * @example
 * const { tensors } = readSafetensors(await readFile('model.safetensors'));
 * toFloat32(tensors.get('encoder.layer.0.output.dense.bias')!);
 */
export function toFloat32({ dtype, data }: SafeTensor): Float32Array {
  switch (dtype) {
    case 'F32':
      return data;
    case 'F64':
      return Float32Array.from(data);
    case 'BF16':
      // the upper half of a float32
      return new Float32Array(Uint32Array.from(data, (bits) => bits << 16).buffer);
    case 'F16':
      return Float32Array.from(data, fromHalf);
    default:
      throw new InvalidInputError('TENSOR_NOT_FLOAT', `A tensor of ${dtype} holds no real numbers: give one of F16, BF16, F32 or F64.`);
  }
}

/** IEEE 754 binary16: sign, 5 bits of exponent with bias 15, 10 bits of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24; // zero and subnormal numbers
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
