/** The product of two matrices with the maxima of its blocks, as an ONNX model. */
import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
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

/**
 * `scores = left · right`, and `peaks`: the maxima of scores reshaped to `blocks`, along axis 1. Both matrices are inputs, so that they can
 * change without a new session; whoever looks for large scores need not look into blocks whose peak is small.
 */
export function matmulModel(): Uint8Array {
  const tensor = (name: string, type: TensorProto_DataType, ...axes: string[]) => {
    const shape = create(TensorShapeProtoSchema, {
      dim: axes.map((value) => create(TensorShapeProto_DimensionSchema, { value: { case: 'dimParam', value } })),
    });
    const value = create(TypeProto_TensorSchema, { elemType: type, shape });
    return create(ValueInfoProtoSchema, { name, type: create(TypeProtoSchema, { value: { case: 'tensorType', value } }) });
  };
  const { FLOAT, INT64 } = TensorProto_DataType;
  const graph = create(GraphProtoSchema, {
    name: 'matmul-peaks',
    input: [tensor('left', FLOAT, 'm', 'k'), tensor('right', FLOAT, 'k', 'n'), tensor('blocks', INT64, 'rank')],
    output: [tensor('scores', FLOAT, 'm', 'n'), tensor('peaks', FLOAT, 'block', 'query')],
    node: [
      create(NodeProtoSchema, { opType: 'MatMul', input: ['left', 'right'], output: ['scores'] }),
      create(NodeProtoSchema, { opType: 'Reshape', input: ['scores', 'blocks'], output: ['blocked'] }),
      create(NodeProtoSchema, {
        opType: 'ReduceMax',
        input: ['blocked'],
        output: ['peaks'],
        attribute: [
          create(AttributeProtoSchema, { name: 'axes', type: AttributeProto_AttributeType.INTS, ints: [1n] }),
          create(AttributeProtoSchema, { name: 'keepdims', type: AttributeProto_AttributeType.INT, i: 0n }),
        ],
      }),
    ],
  });
  const opsetImport = [create(OperatorSetIdProtoSchema, { domain: '', version: 17n })];
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n, graph, opsetImport }));
}
