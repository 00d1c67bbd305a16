/** Element types of safetensors and the typed arrays that hold them. */

/**
 * In the order of the reference implementation, which lays a file out by falling position in this list and then by name, so that
 * every tensor is aligned. F16 and BF16 are bit patterns: JavaScript has no array of half floats on Node 20.
 */
export const arrays = {
  BOOL: Uint8Array,
  U8: Uint8Array,
  I8: Int8Array,
  I16: Int16Array,
  U16: Uint16Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I32: Int32Array,
  U32: Uint32Array,
  F32: Float32Array,
  F64: Float64Array,
  I64: BigInt64Array,
  U64: BigUint64Array,
} as const;

export type SafeDtype = keyof typeof arrays;
export type SafeArray<D extends SafeDtype = SafeDtype> = InstanceType<(typeof arrays)[D]>;

/** A tensor in row-major order; `data` holds Π shape elements. */
export type SafeTensor = { [D in SafeDtype]: { dtype: D; shape: number[]; data: SafeArray<D> } }[SafeDtype];

export const rank: ReadonlyMap<string, number> = new Map(Object.keys(arrays).map((dtype, i) => [dtype, i]));
export const isDtype = (name: string): name is SafeDtype => rank.has(name);
export const elements = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
