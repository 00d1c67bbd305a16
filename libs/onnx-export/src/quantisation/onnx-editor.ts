/** An ONNX file taken apart for rewriting: look up, replace, add, write. */
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { CorruptDataError, InvalidInputError } from '@casebook/core';
import {
  ModelProtoSchema,
  NodeProtoSchema,
  type AttributeProto,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
} from 'onnx-buf';
import { onnxAttribute, type OnnxAttribute } from '../graph/onnx-attribute.js';
import { isFloat32, tensorProto, type TensorArray } from './tensor-data.js';

/** DequantizeLinear has an axis since operator set 13. */
const OLDEST_OPSET = 13;

export class OnnxEditor {
  readonly graph: GraphProto;
  private readonly model: ModelProto;
  private readonly constants: Map<string, TensorProto>;
  private readonly names: Set<string>;

  /**
   * @throws {CorruptDataError} `ONNX_UNREADABLE` where the bytes are no ONNX model
   * @throws {InvalidInputError} `ONNX_OPSET` where its operator set is older than 13
   */
  constructor(bytes: Uint8Array) {
    this.model = parse(bytes);
    this.graph = this.model.graph!;
    const opset = Number(this.model.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0);
    if (opset < OLDEST_OPSET) {
      throw new InvalidInputError('ONNX_OPSET', `The model is of operator set ${opset}: export it with ${OLDEST_OPSET} or newer.`);
    }
    this.liftConstantNodes();
    this.constants = new Map(this.graph.initializer.map((tensor) => [tensor.name, tensor]));
    this.graph.input.forEach(({ name }) => this.constants.delete(name)); // a caller may replace it at run time
    this.names = new Set([...this.graph.initializer, ...this.graph.input].map(({ name }) => name));
    this.graph.node.forEach(({ output }) => output.forEach((name) => this.names.add(name)));
  }

  /** The constant behind an edge, if it is one. */
  constant(edge: string | undefined): TensorProto | undefined {
    return edge === undefined ? undefined : this.constants.get(edge);
  }

  /** The float32 constant behind an edge, if it is one. */
  weight(edge: string | undefined): TensorProto | undefined {
    const found = this.constant(edge);
    return found && isFloat32(found) ? found : undefined;
  }

  producer(edge: string): NodeProto | undefined {
    return this.graph.node.find(({ output }) => output.includes(edge));
  }

  consumers(edge: string): NodeProto[] {
    return this.graph.node.filter(({ input }) => input.includes(edge));
  }

  /** Whether something else than the graph's own nodes reads an edge: a caller, or a branch or loop body. */
  isExposed(edge: string): boolean {
    return this.graph.output.some(({ name }) => name === edge) || this.graph.node.some((node) => innerEdges(node).has(edge));
  }

  fresh(stem: string): string {
    let name = stem;
    for (let i = 2; this.names.has(name); i++) name = `${stem}_${i}`;
    this.names.add(name);
    return name;
  }

  addConstant(stem: string, data: TensorArray, dims: readonly number[]): string {
    const tensor = tensorProto(this.fresh(stem), data, dims);
    this.constants.set(tensor.name, tensor);
    this.graph.initializer.push(tensor);
    return tensor.name;
  }

  /** Puts nodes directly before one of the graph. */
  insertBefore(node: NodeProto, added: readonly NodeProto[]): void {
    this.graph.node.splice(this.graph.node.indexOf(node), 0, ...added);
  }

  /** Puts nodes where their input is ready: behind its producer, or first where it is an input of the graph. */
  insertAfterSource(edge: string, added: readonly NodeProto[]): void {
    const source = this.producer(edge);
    this.graph.node.splice(source ? this.graph.node.indexOf(source) + 1 : 0, 0, ...added);
  }

  replace(node: NodeProto, by: readonly NodeProto[]): void {
    this.graph.node.splice(this.graph.node.indexOf(node), 1, ...by);
  }

  /** The file without constants that nothing reads any more. */
  toBytes(): Uint8Array<ArrayBuffer> {
    const read = new Set(this.graph.output.map(({ name }) => name));
    for (const node of this.graph.node) {
      node.input.forEach((edge) => read.add(edge));
      innerEdges(node).forEach((edge) => read.add(edge));
    }
    this.graph.initializer = this.graph.initializer.filter(({ name }) => read.has(name));
    return toBinary(ModelProtoSchema, this.model) as Uint8Array<ArrayBuffer>;
  }

  private liftConstantNodes(): void {
    const isTensor = (node: NodeProto) => node.opType === 'Constant' && attributeOf(node, 'value')?.t !== undefined;
    for (const node of this.graph.node.filter(isTensor)) {
      this.graph.initializer.push({ ...attributeOf(node, 'value')!.t!, name: node.output[0]! });
    }
    this.graph.node = this.graph.node.filter((node) => !isTensor(node));
  }
}

/** A node of one output. */
export const makeNode = (
  opType: string,
  input: string[],
  output: string | string[],
  attributes: Readonly<Record<string, OnnxAttribute>> = {},
  name = `${[output].flat()[0]!}/${opType}`, // edges keep their names, and nodes must not repeat those of others
): NodeProto =>
  create(NodeProtoSchema, {
    opType,
    name,
    input,
    output: [output].flat(),
    attribute: Object.entries(attributes).map(([key, value]) => onnxAttribute(key, value)),
  });

export const attributeOf = (node: NodeProto, name: string): AttributeProto | undefined => node.attribute.find((each) => each.name === name);

export const integerAttribute = (node: NodeProto, name: string, otherwise: number): number =>
  Number(attributeOf(node, name)?.i ?? otherwise);

function parse(bytes: Uint8Array): ModelProto {
  try {
    const model = fromBinary(ModelProtoSchema, bytes);
    if (model.graph && model.opsetImport.length > 0) return model;
  } catch (cause) {
    throw new CorruptDataError('ONNX_UNREADABLE', 'These bytes are no ONNX model: is the file complete?', { cause });
  }
  throw new CorruptDataError('ONNX_UNREADABLE', 'These bytes hold no ONNX graph: is this a model file?');
}

/** Edges that the bodies of branches and loops may read from outside. */
function innerEdges(node: NodeProto): Set<string> {
  const bodies = node.attribute.flatMap(({ g, graphs }) => [...(g ? [g] : []), ...graphs]);
  const edges = bodies.flatMap((body) => [
    ...body.output.map(({ name }) => name),
    ...body.node.flatMap((inner) => [...inner.input, ...innerEdges(inner)]),
  ]);
  return new Set(edges);
}
