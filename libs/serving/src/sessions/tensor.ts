/** Tensors as plain data: they cross thread borders by structured clone. */
import type { TensorType } from '@casebook/model-packages';

/** How each element type is held. float16 as bit patterns: Node 20 has no array of half floats. */
export const tensorArrays = {
  float32: Float32Array,
  float16: Uint16Array,
  float64: Float64Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} as const satisfies Record<Exclude<TensorType, 'string'>, unknown>;

export type NumericType = keyof typeof tensorArrays;
export type TensorArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** Row-major; `data` holds Π shape elements of `dtype`. */
export interface Tensor {
  dtype: TensorType;
  shape: readonly number[];
  data: TensorArray | string[];
}
/** Inputs or outputs of a model by name. */
export type Tensors = Record<string, Tensor>;

export const elementCount = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
/** Buffers that may move to another thread instead of being copied. */
export const buffersOf = (tensors: Tensors): ArrayBuffer[] => {
  const buffers = new Set<ArrayBuffer>();
  for (const { data } of Object.values(tensors)) {
    if (!Array.isArray(data) && data.buffer instanceof ArrayBuffer) buffers.add(data.buffer);
  }
  return [...buffers];
};
