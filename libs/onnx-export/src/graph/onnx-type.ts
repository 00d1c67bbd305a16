/** Element types that graphs here use, by their common names. */
import { TensorProto_DataType } from 'onnx-buf';

const types = {
  float32: TensorProto_DataType.FLOAT,
  float64: TensorProto_DataType.DOUBLE,
  float16: TensorProto_DataType.FLOAT16,
  int32: TensorProto_DataType.INT32,
  int64: TensorProto_DataType.INT64,
  int8: TensorProto_DataType.INT8,
  uint8: TensorProto_DataType.UINT8,
  bool: TensorProto_DataType.BOOL,
} as const;

export type OnnxType = keyof typeof types;

/** The number that an ONNX file uses for an element type. */
export const typeNumber = (type: OnnxType): number => types[type];

/** The element type of a number in an ONNX file; undefined for one that graphs here do not use. */
export const typeOfNumber = (number: number): OnnxType | undefined =>
  (Object.keys(types) as OnnxType[]).find((type) => types[type] === number);
