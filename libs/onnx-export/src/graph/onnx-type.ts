/** Element types that graphs here use, by their common names. */
import { TensorProto_DataType } from 'onnx-buf';

const types = {
  float32: TensorProto_DataType.FLOAT,
  float64: TensorProto_DataType.DOUBLE,
  int32: TensorProto_DataType.INT32,
  int64: TensorProto_DataType.INT64,
  bool: TensorProto_DataType.BOOL,
} as const;

export type OnnxType = keyof typeof types;

/** The number that an ONNX file uses for an element type. */
export const typeNumber = (type: OnnxType): number => types[type];
