/** Tensors of an ONNX file as typed arrays, and back. */
import { create } from '@bufbuild/protobuf';
import { InvalidInputError } from '@casebook/core';
import { TensorProto_DataLocation, TensorProto_DataType as Type, TensorProtoSchema, type TensorProto } from 'onnx-buf';

export type TensorArray = Float32Array | Int8Array | Uint8Array | Int32Array | BigInt64Array | Uint16Array;

/** Half-precision numbers travel as their 16 bits. */
const types = [
  [Float32Array, Type.FLOAT],
  [Int8Array, Type.INT8],
  [Uint8Array, Type.UINT8],
  [Int32Array, Type.INT32],
  [BigInt64Array, Type.INT64],
  [Uint16Array, Type.FLOAT16],
] as const;

/** A tensor with the element type of its array. */
export function tensorProto(name: string, data: TensorArray, dims: readonly number[]): TensorProto {
  const dataType = types.find(([array]) => data instanceof array)![1];
  const rawData = new Uint8Array(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)); // a copy: the file must not change with the array
  return create(TensorProtoSchema, { name, dims: dims.map(BigInt), dataType, rawData });
}

export const dimensions = ({ dims }: TensorProto): number[] => dims.map(Number);

export const elements = (tensor: TensorProto): number => dimensions(tensor).reduce((a, b) => a * b, 1);

export const isFloat32 = ({ dataType }: TensorProto): boolean => dataType === Type.FLOAT;

/**
 * The values of a float32 tensor, a copy.
 * @throws {InvalidInputError} `ONNX_EXTERNAL_DATA` where they lie in another file
 */
export function floatValues(tensor: TensorProto): Float32Array {
  if (tensor.dataLocation === TensorProto_DataLocation.EXTERNAL) {
    throw new InvalidInputError(
      'ONNX_EXTERNAL_DATA',
      `The values of ${tensor.name} lie outside the file: save the model as one file first.`,
    );
  }
  if (tensor.rawData.length === 0) return Float32Array.from(tensor.floatData);
  return new Float32Array(new Uint8Array(tensor.rawData).buffer); // a copy, so that it is aligned; `slice` of a Buffer copies nothing
}
