/** The ONNX model `product = left · right`, both sides inputs, so that a matrix can change without a new session. */
import { create, toBinary } from '@bufbuild/protobuf';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProto_DataType,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf';

export function matmulModel(): Uint8Array {
  const matrix = (name: string, ...axes: string[]) => {
    const shape = create(TensorShapeProtoSchema, {
      dim: axes.map((value) => create(TensorShapeProto_DimensionSchema, { value: { case: 'dimParam', value } })),
    });
    const value = create(TypeProto_TensorSchema, { elemType: TensorProto_DataType.FLOAT, shape });
    return create(ValueInfoProtoSchema, { name, type: create(TypeProtoSchema, { value: { case: 'tensorType', value } }) });
  };
  const graph = create(GraphProtoSchema, {
    name: 'matmul',
    input: [matrix('left', 'm', 'k'), matrix('right', 'k', 'n')],
    output: [matrix('product', 'm', 'n')],
    node: [create(NodeProtoSchema, { opType: 'MatMul', input: ['left', 'right'], output: ['product'] })],
  });
  const opsetImport = [create(OperatorSetIdProtoSchema, { domain: '', version: 17n })];
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n, graph, opsetImport }));
}
