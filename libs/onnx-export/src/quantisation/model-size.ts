/** What a file holds, in numbers. */
import { gzipSync } from 'node:zlib';
import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, TensorProto_DataType as Type, type TensorProto } from 'onnx-buf';
import { elements } from './tensor-data.js';

export interface ModelSize {
  /** Numbers in constants: weights of whatever type, biases, scales; not shapes and indices (int64). */
  parameters: number;
  /** Of them, those that are not zero. */
  nonzero: number;
  bytes: number;
  /** Compressed: where pruned weights, which are zeros in full width, show. */
  gzipBytes: number;
}

/** Bytes of one number. */
const widths = new Map<number, number>([
  [Type.FLOAT, 4],
  [Type.DOUBLE, 8],
  [Type.INT32, 4],
  [Type.FLOAT16, 2],
  [Type.INT8, 1],
  [Type.UINT8, 1],
]);

export function modelSize(bytes: Uint8Array): ModelSize {
  const constants = fromBinary(ModelProtoSchema, bytes).graph!.initializer.filter(({ dataType }) => widths.has(dataType));
  const sum = (measure: (tensor: TensorProto) => number) => constants.reduce((total, tensor) => total + measure(tensor), 0);
  return { parameters: sum(elements), nonzero: sum(nonzero), bytes: bytes.length, gzipBytes: gzipSync(bytes).length };
}

function nonzero({ rawData, floatData, int32Data, dataType }: TensorProto): number {
  const listed = [...floatData, ...int32Data].filter((value) => value !== 0).length;
  const width = widths.get(dataType)!;
  let count = 0;
  for (let at = 0; at < rawData.length; at += width) if (rawData.subarray(at, at + width).some((byte) => byte !== 0)) count++;
  return listed + count;
}
