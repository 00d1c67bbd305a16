/** Small ONNX files for specs, made from the protocol buffers so that no spec depends on our own exporter. */
import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProto_DataType,
  TensorProtoSchema,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf';

export interface TinyValue {
  name: string;
  shape: (number | string)[];
  /** float32 unless told */
  type?: 'FLOAT' | 'INT64' | 'STRING';
}

export interface TinyModel {
  inputs: TinyValue[];
  outputs: TinyValue[];
  nodes: { op: string; inputs: string[]; outputs: string[]; integers?: Record<string, number>; lists?: Record<string, number[]> }[];
  constants?: Record<string, { shape: number[]; data: Float32Array | BigInt64Array }>;
}

const value = ({ name, shape, type = 'FLOAT' }: TinyValue) => {
  const dim = shape.map((length) =>
    create(TensorShapeProto_DimensionSchema, {
      value: typeof length === 'number' ? { case: 'dimValue', value: BigInt(length) } : { case: 'dimParam', value: length },
    }),
  );
  const tensor = create(TypeProto_TensorSchema, { elemType: TensorProto_DataType[type], shape: create(TensorShapeProtoSchema, { dim }) });
  return create(ValueInfoProtoSchema, { name, type: create(TypeProtoSchema, { value: { case: 'tensorType', value: tensor } }) });
};

/** The bytes of an ONNX model, operator set 17. */
export function tinyOnnx({ inputs, outputs, nodes, constants = {} }: TinyModel): Uint8Array {
  const graph = create(GraphProtoSchema, {
    name: 'tiny',
    input: inputs.map(value),
    output: outputs.map(value),
    node: nodes.map(({ op, inputs: input, outputs: output, integers = {}, lists = {} }) =>
      create(NodeProtoSchema, {
        opType: op,
        input,
        output,
        attribute: [
          ...Object.entries(integers).map(([name, i]) =>
            create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INT, i: BigInt(i) }),
          ),
          ...Object.entries(lists).map(([name, ints]) =>
            create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INTS, ints: ints.map(BigInt) }),
          ),
        ],
      }),
    ),
    initializer: Object.entries(constants).map(([name, { shape, data }]) =>
      create(TensorProtoSchema, {
        name,
        dims: shape.map(BigInt),
        dataType: data instanceof Float32Array ? TensorProto_DataType.FLOAT : TensorProto_DataType.INT64,
        rawData: new Uint8Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer),
      }),
    ),
  });
  const opset = create(OperatorSetIdProtoSchema, { domain: '', version: 17n });
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n, graph, opsetImport: [opset] }));
}

/** `y = 2 · x` over x: float32[batch, width] */
export const doublingOnnx = (width = 3) =>
  tinyOnnx({
    inputs: [{ name: 'x', shape: ['batch', width] }],
    outputs: [{ name: 'y', shape: ['batch', width] }],
    nodes: [{ op: 'Mul', inputs: ['x', 'two'], outputs: ['y'] }],
    constants: { two: { shape: [], data: Float32Array.of(2) } },
  });
