/** The declared type and shape of a graph's input or output. */
import { create } from '@bufbuild/protobuf';
import { TensorShapeProto_DimensionSchema, ValueInfoProtoSchema, type ValueInfoProto } from 'onnx-buf';
import { typeNumber, type OnnxType } from './onnx-type.js';

export type ValueInfo = ValueInfoProto;

/** A fixed length, or the name of one that may vary. */
export type OnnxDimension = number | string;

export function valueInfo(name: string, type: OnnxType, dimensions: readonly OnnxDimension[]): ValueInfo {
  const dim = dimensions.map((length) =>
    create(TensorShapeProto_DimensionSchema, {
      value: typeof length === 'number' ? { case: 'dimValue', value: BigInt(length) } : { case: 'dimParam', value: length },
    }),
  );
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType: typeNumber(type), shape: { dim } } } },
  });
}
