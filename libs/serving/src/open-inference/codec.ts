/** Tensors of the protocol's JSON to typed arrays and back. */
import { CasebookError, InvalidInputError } from '@casebook/core';
import type { TensorType } from '@casebook/model-packages';
import { elementCount, type Tensor, tensorArrays, type TensorArray } from '../sessions/tensor.js';
import { datatypes, type InferRequest, type TensorJson } from './protocol.schema.js';

const typeOf = new Map(Object.entries(datatypes).map(([type, datatype]) => [datatype, type as TensorType]));
const integerRanges: Partial<Record<TensorType, [number, number]>> = {
  int8: [-(2 ** 7), 2 ** 7 - 1],
  uint8: [0, 2 ** 8 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  uint16: [0, 2 ** 16 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
};

/**
 * Reads one input. Extensions, because JSON has neither: `null` in a float tensor is NaN (the model's signature decides whether that may be),
 * and a decimal string in an INT64 or UINT64 tensor is a number beyond 2^53.
 *
 * @throws {InvalidInputError} `TENSOR_DATATYPE`, `TENSOR_DATA`
 */
export function decodeTensor({ name, shape, datatype, data }: InferRequest['inputs'][number]): Tensor {
  const dtype = typeOf.get(datatype);
  if (!dtype || dtype === 'float16') {
    const known = Object.values(datatypes).filter((one) => one !== 'FP16');
    throw new InvalidInputError('TENSOR_DATATYPE', `Input '${name}' has the datatype ${datatype}: give one of ${known.join(', ')}.`);
  }
  const flat = flatten(data, name);
  const count = elementCount(shape);
  if (flat.length !== count) {
    throw new InvalidInputError(
      'TENSOR_DATA',
      `Input '${name}' of shape [${shape.join(', ')}] needs ${count} elements and has ${flat.length}.`,
    );
  }
  if (dtype === 'string') return { dtype, shape, data: flat.map((value) => element(name, 'string', value)) };
  const array: TensorArray = new tensorArrays[dtype](count);
  const wide = array instanceof BigInt64Array || array instanceof BigUint64Array;
  for (let i = 0; i < count; i++) {
    if (wide) array[i] = bigElement(name, array, flat[i]);
    else array[i] = numberElement(name, dtype, flat[i]);
  }
  return { dtype, shape, data: array };
}

/** @throws {CasebookError} `OUTPUT_NOT_FINITE` (500): the model gave a number that JSON cannot carry */
export function encodeTensor(name: string, { dtype, shape, data }: Tensor): TensorJson {
  const values = Array.from(data as ArrayLike<number | bigint | string>, (value) => {
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    if (dtype === 'bool') return value === 1;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new CasebookError('OUTPUT_NOT_FINITE', `The model gave ${value} in output '${name}': check its inputs.`);
    }
    return value;
  });
  return { name, shape, datatype: datatypes[dtype], data: values };
}

function flatten(data: readonly unknown[], name: string): unknown[] {
  if (!data.some(Array.isArray)) return data as unknown[];
  const flat = data.flat(16);
  if (flat.some(Array.isArray)) throw new InvalidInputError('TENSOR_DATA', `Input '${name}' is nested too deeply: give its data flat.`);
  return flat;
}

const unfit = (name: string, type: TensorType, value: unknown) =>
  new InvalidInputError('TENSOR_DATA', `Input '${name}' holds ${JSON.stringify(value)?.slice(0, 40)}, which is no ${datatypes[type]}.`);

function element(name: string, type: 'string', value: unknown): string {
  if (typeof value !== 'string') throw unfit(name, type, value);
  return value;
}

function numberElement(name: string, type: TensorType, value: unknown): number {
  if (type === 'bool') {
    if (value === true || value === 1) return 1;
    if (value === false || value === 0) return 0;
    throw unfit(name, type, value);
  }
  const range = integerRanges[type];
  if (!range && value === null) return NaN;
  if (typeof value !== 'number') throw unfit(name, type, value);
  if (range && !(Number.isInteger(value) && value >= range[0] && value <= range[1])) throw unfit(name, type, value);
  return value;
}

function bigElement(name: string, array: BigInt64Array | BigUint64Array, value: unknown): bigint {
  const type = array instanceof BigInt64Array ? 'int64' : 'uint64';
  const fits = typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && /^-?\d{1,20}$/.test(value);
  if (!fits) throw unfit(name, type, value);
  const integer = BigInt(value as number | string);
  const wrapped = type === 'int64' ? BigInt.asIntN(64, integer) : BigInt.asUintN(64, integer);
  if (wrapped !== integer) throw unfit(name, type, value);
  return integer;
}
