/** Weights of an ONNX file by name, also those that PyTorch's exporter left without one. */
import { fromBinary } from '@bufbuild/protobuf';
import { CorruptDataError } from '@casebook/core';
import { ModelProtoSchema, type GraphProto, type NodeProto } from 'onnx-buf';
import { floatsOf, isFloating } from './tensor-floats.js';

export interface OnnxWeight {
  /** Row-major; half and double precision are turned into float32. */
  data: Float32Array;
  shape: number[];
  /**
   * Set where a MatMul multiplies by the weight from the right: it is stored [inputs, outputs], as TensorFlow.js wants it, also under
   * PyTorch's name `….weight`, which PyTorch itself stores [outputs, inputs].
   */
  inputsFirst?: true;
}

/**
 * All floating-point initialisers of a model.
 *
 * PyTorch's exporter folds transposes into new constants called `onnx::MatMul_123`. Their node still tells what they are: the one that
 * `/encoder/layer.0/attention/self/query/MatMul` reads is given the name `encoder.layer.0.attention.self.query.weight`; for other operators
 * the name ends in the operator and the number of the input, e.g. `lstm.LSTM_1`.
 *
 * @returns weights by name, in the order of the file
 * @throws {CorruptDataError} `ONNX_UNREADABLE` for bytes that are no whole ONNX model, `ONNX_TENSOR` for a tensor whose values do not fill its shape
 * @throws {InvalidInputError} `ONNX_EXTERNAL_DATA` where values lie in another file
 *
 * @example
 * const weights = readOnnxWeights(await readFile('bge-small-en-v1.5.onnx'));
 * weights.get('encoder.layer.0.attention.self.query.weight'); // { shape: [384, 384], inputsFirst: true, data }
 */
export function readOnnxWeights(bytes: Uint8Array): Map<string, OnnxWeight> {
  const graph = graphOf(bytes);
  const readers = firstReaders(graph);
  const weights = new Map<string, OnnxWeight>();
  const own = new Set(graph.initializer.map(({ name }) => name));
  for (const tensor of graph.initializer.filter(isFloating)) {
    const reader = readers.get(tensor.name);
    const better = tensor.name.startsWith('onnx::') && reader ? nameByReader(reader) : undefined;
    const name = better === undefined || own.has(better) || weights.has(better) ? tensor.name : better;
    const inputsFirst = reader?.node.opType === 'MatMul' && reader.index === 1 && tensor.dims.length === 2;
    weights.set(name, { ...floatsOf(tensor), ...(inputsFirst && { inputsFirst }) });
  }
  return weights;
}

function graphOf(bytes: Uint8Array): GraphProto {
  let graph: GraphProto | undefined;
  try {
    graph = fromBinary(ModelProtoSchema, bytes).graph;
  } catch (cause) {
    throw new CorruptDataError('ONNX_UNREADABLE', 'These bytes are no ONNX model: is the file complete?', { cause });
  }
  if (!graph) throw new CorruptDataError('ONNX_UNREADABLE', 'These bytes hold no ONNX graph: is this a model file?');
  return graph;
}

interface Reader {
  node: NodeProto;
  index: number;
}

function firstReaders({ node: nodes }: GraphProto): Map<string, Reader> {
  const readers = new Map<string, Reader>();
  for (const node of nodes) {
    node.input.forEach((edge, index) => {
      if (!readers.has(edge)) readers.set(edge, { node, index });
    });
  }
  return readers;
}

/** `/a/b.0/MatMul` reads `a.b.0.weight`. */
function nameByReader({ node, index }: Reader): string | undefined {
  const path = node.name.split('/').filter((part) => part !== '');
  if (path.length < 2) return undefined;
  return [...path.slice(0, -1), node.opType === 'MatMul' ? 'weight' : `${node.opType}_${index}`].join('.');
}
