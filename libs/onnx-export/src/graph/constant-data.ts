/** Values of a constant in the bytes that an ONNX file stores. */
import { halvesOf } from './half.js';
import type { OnnxType } from './onnx-type.js';

export type ConstantData =
  Float32Array | Float64Array | Int32Array | BigInt64Array | Int8Array | Uint8Array | Uint8ClampedArray | readonly number[];

/** Float32Array and plain numbers are float32, Int32Array and BigInt64Array int64 (as shape and index operands want), bytes what they are. */
export function naturalType(data: ConstantData): OnnxType {
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Int32Array || data instanceof BigInt64Array) return 'int64';
  if (data instanceof Int8Array) return 'int8';
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) return 'uint8';
  return 'float32';
}

/** Little-endian bytes of the values as elements of a type. */
export function bytesOf(data: ConstantData, type: OnnxType): Uint8Array<ArrayBuffer> {
  const copy = (array: { buffer: ArrayBufferLike }) => new Uint8Array(array.buffer as ArrayBuffer);
  if (type === 'int64') return copy(data instanceof BigInt64Array ? data.slice() : BigInt64Array.from(data, BigInt));
  const numbers = data instanceof BigInt64Array ? Array.from(data, Number) : data;
  switch (type) {
    case 'float32':
      return copy(Float32Array.from(numbers));
    case 'float64':
      return copy(Float64Array.from(numbers));
    case 'float16':
      return copy(halvesOf(numbers));
    case 'int32':
      return copy(Int32Array.from(numbers));
    case 'int8':
      return copy(Int8Array.from(numbers));
    case 'uint8':
    case 'bool':
      return Uint8Array.from(numbers);
  }
}
