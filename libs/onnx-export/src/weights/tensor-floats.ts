/** The values of a floating-point tensor of an ONNX file, checked against its shape. */
import { CorruptDataError, InvalidInputError } from '@casebook/core';
import { TensorProto_DataLocation, TensorProto_DataType as Type, type TensorProto } from 'onnx-buf';
import { fromHalves } from '../graph/half.js';

/** Bytes of one element. */
const widths: Partial<Record<Type, number>> = { [Type.FLOAT]: 4, [Type.DOUBLE]: 8, [Type.FLOAT16]: 2 };

export const isFloating = ({ dataType }: TensorProto): boolean => widths[dataType as Type] !== undefined;

/**
 * @throws {CorruptDataError} `ONNX_TENSOR` where there are more or fewer values than the shape says
 * @throws {InvalidInputError} `ONNX_EXTERNAL_DATA` where they lie in another file
 */
export function floatsOf(tensor: TensorProto): { data: Float32Array; shape: number[] } {
  if (tensor.dataLocation === TensorProto_DataLocation.EXTERNAL) {
    throw new InvalidInputError(
      'ONNX_EXTERNAL_DATA',
      `The values of ${tensor.name} lie outside the file: save the model as one file first.`,
    );
  }
  const shape = tensor.dims.map(Number);
  const size = shape.reduce((a, b) => a * b, 1);
  const width = widths[tensor.dataType as Type]!;
  const count = tensor.rawData.length > 0 ? tensor.rawData.length / width : listed(tensor).length;
  if (shape.some((length) => length < 0) || count !== size) {
    throw new CorruptDataError(
      'ONNX_TENSOR',
      `${tensor.name || 'A tensor'} of shape [${shape}] holds ${count} values instead of ${size}: the file is damaged, fetch or export it again.`,
    );
  }
  return { data: tensor.rawData.length > 0 ? fromBytes(tensor) : Float32Array.from(listed(tensor)), shape };
}

function fromBytes({ rawData, dataType }: TensorProto): Float32Array {
  const { buffer } = new Uint8Array(rawData); // a copy begins at an aligned address; a Buffer's slice() would be none
  if (dataType === Type.DOUBLE) return Float32Array.from(new Float64Array(buffer));
  return dataType === Type.FLOAT16 ? fromHalves(new Uint16Array(buffer)) : new Float32Array(buffer);
}

function listed({ floatData, doubleData, int32Data, dataType }: TensorProto): ArrayLike<number> {
  if (dataType === Type.DOUBLE) return doubleData;
  return dataType === Type.FLOAT16 ? fromHalves(Uint16Array.from(int32Data)) : floatData;
}
