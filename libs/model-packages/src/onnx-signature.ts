/** Reads what an ONNX file takes and gives from the file itself, without running it. */
import { fromBinary } from '@bufbuild/protobuf';
import { CorruptDataError } from '@casebook/core';
import { type ModelProto, ModelProtoSchema, TensorProto_DataLocation, TensorProto_DataType, type ValueInfoProto } from 'onnx-buf';
import type { Signature, TensorSpec, TensorType } from './tensor-spec.js';

const typeNames: Partial<Record<TensorProto_DataType, TensorType>> = {
  [TensorProto_DataType.FLOAT]: 'float32',
  [TensorProto_DataType.FLOAT16]: 'float16',
  [TensorProto_DataType.DOUBLE]: 'float64',
  [TensorProto_DataType.INT8]: 'int8',
  [TensorProto_DataType.UINT8]: 'uint8',
  [TensorProto_DataType.INT16]: 'int16',
  [TensorProto_DataType.UINT16]: 'uint16',
  [TensorProto_DataType.INT32]: 'int32',
  [TensorProto_DataType.UINT32]: 'uint32',
  [TensorProto_DataType.INT64]: 'int64',
  [TensorProto_DataType.UINT64]: 'uint64',
  [TensorProto_DataType.BOOL]: 'bool',
  [TensorProto_DataType.STRING]: 'string',
};

/**
 * The signature of an ONNX model: the graph's inputs without its initialisers, and its outputs.
 * An axis without a length or a name is called `axis<i>` after its position.
 *
 * @param name how errors call the file
 * @throws {CorruptDataError} `PACKAGE_MODEL_INVALID` where the bytes are no ONNX model, or hold what a package cannot carry
 */
export function readOnnxSignature(bytes: Uint8Array, name: string): Signature {
  const invalid = (why: string, cause?: unknown) =>
    new CorruptDataError('PACKAGE_MODEL_INVALID', `${name} cannot be served: ${why}. Export the model again.`, { cause });
  let model: ModelProto;
  try {
    model = fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw invalid('it is not an ONNX file', cause);
  }
  const graph = model.graph;
  if (!graph || graph.output.length === 0) throw invalid('it has no graph with an output');
  if (graph.initializer.some(({ dataLocation }) => dataLocation === TensorProto_DataLocation.EXTERNAL)) {
    throw invalid('its weights lie in another file; save them inside the .onnx');
  }
  const initialisers = new Set(graph.initializer.map((tensor) => tensor.name));
  const spec = (value: ValueInfoProto): TensorSpec => {
    const tensor = value.type?.value.case === 'tensorType' ? value.type.value.value : undefined;
    const dtype = typeNames[tensor?.elemType as TensorProto_DataType];
    if (!tensor || !dtype) throw invalid(`'${value.name}' is not a tensor of a known type`);
    const shape = (tensor.shape?.dim ?? []).map(({ value: dim }, axis) => {
      if (dim.case === 'dimValue') return Number(dim.value);
      return dim.case === 'dimParam' && dim.value !== '' ? dim.value : `axis${axis}`;
    });
    return { name: value.name, dtype, shape };
  };
  return {
    inputs: graph.input.filter((input) => !initialisers.has(input.name)).map(spec),
    outputs: graph.output.map(spec),
  };
}
