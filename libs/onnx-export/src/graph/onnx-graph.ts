/** A small builder of ONNX files: declare inputs, append nodes, name outputs, take the bytes. */
import { create, toBinary } from '@bufbuild/protobuf';
import { InvalidInputError } from '@casebook/core';
import { GraphProtoSchema, ModelProtoSchema, NodeProtoSchema, TensorProtoSchema, type NodeProto, type TensorProto } from 'onnx-buf';
import { onnxAttribute, type OnnxAttribute } from './onnx-attribute.js';
import { typeNumber, type OnnxType } from './onnx-type.js';
import { valueInfo, type OnnxDimension, type ValueInfo } from './value-info.js';

export type ConstantData = Float32Array | Float64Array | Int32Array | BigInt64Array | readonly number[];

export interface NodeOptions {
  /** Operator set; the default one unless told. */
  domain?: string;
  /** Shown in viewers and in error messages. */
  name?: string;
}

export interface ModelOptions {
  /** Version of the default operator set; 17 unless told, which every ONNX Runtime since 1.12 reads. */
  opset?: number;
  description?: string;
  metadata?: Readonly<Record<string, string>>;
}

/**
 * Edges are named by strings; every method that makes one returns its name.
 *
 * @example
 * const graph = new OnnxGraph('twice');
 * const x = graph.input('x', 'float32', ['batch', 3]);
 * graph.output(graph.node('Mul', [x, graph.scalar(2)]), 'y', 'float32', ['batch', 3]);
 * const bytes = graph.toBytes();
 */
export class OnnxGraph {
  private readonly inputs: ValueInfo[] = [];
  private readonly outputs: ValueInfo[] = [];
  private readonly initialisers: TensorProto[] = [];
  private readonly steps: NodeProto[] = [];
  private readonly edges = new Set<string>();
  private readonly domains = new Map<string, number>();

  constructor(readonly name: string) {}

  /** Declares an input; a dimension given by name (`'batch'`) may have any length at run time. */
  input(name: string, type: OnnxType, dimensions: readonly OnnxDimension[]): string {
    this.inputs.push(valueInfo(name, type, dimensions));
    return this.claim(name);
  }

  /**
   * Adds a constant tensor: Float32Array and plain numbers become float32, Int32Array and BigInt64Array int64 (as shape and index operands want).
   * @throws {InvalidInputError} `ONNX_SHAPE` where the data has another length than the dimensions say
   */
  constant(data: ConstantData, dimensions: readonly number[], name = this.fresh('constant')): string {
    const expected = dimensions.reduce((a, b) => a * b, 1);
    if (data.length !== expected) {
      throw new InvalidInputError('ONNX_SHAPE', `Constant ${name} has ${data.length} values, its shape [${dimensions}] needs ${expected}.`);
    }
    const { type, bytes } = encode(data);
    this.initialisers.push(create(TensorProtoSchema, { name, dims: dimensions.map(BigInt), dataType: typeNumber(type), rawData: bytes }));
    return this.claim(name);
  }

  /** A float32 scalar constant. */
  scalar(value: number): string {
    return this.constant(Float32Array.of(value), []);
  }

  /** A list of int64: axes, shapes, starts and ends. */
  integers(values: readonly number[]): string {
    return this.constant(Int32Array.from(values), [values.length]);
  }

  /** Appends a node of one output and returns that output. An empty input name leaves an optional input out. */
  node(op: string, inputs: readonly string[], attributes: Readonly<Record<string, OnnxAttribute>> = {}, options: NodeOptions = {}): string {
    return this.nodes(op, inputs, 1, attributes, options)[0]!;
  }

  /**
   * Appends a node of several outputs.
   * @throws {InvalidInputError} `ONNX_EDGE` where an input is not an edge of this graph yet
   */
  nodes(
    op: string,
    inputs: readonly string[],
    outputs: number,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    { domain = '', name = `${op}_${this.steps.length}` }: NodeOptions = {},
  ): string[] {
    for (const input of inputs) this.requireEdge(input, name);
    const made = Array.from({ length: outputs }, () => this.claim(this.fresh(op)));
    const attribute = Object.entries(attributes).map(([key, value]) => onnxAttribute(key, value));
    this.steps.push(create(NodeProtoSchema, { opType: op, domain, name, input: [...inputs], output: made, attribute }));
    return made;
  }

  /** Declares the version of another operator set, e.g. `ai.onnx.ml` 3. */
  useDomain(domain: string, version: number): void {
    this.domains.set(domain, version);
  }

  /** Makes an edge an output under a name of its own. */
  output(edge: string, name: string, type: OnnxType, dimensions: readonly OnnxDimension[]): void {
    this.requireEdge(edge, `output ${name}`);
    this.steps.push(create(NodeProtoSchema, { opType: 'Identity', name: `output_${name}`, input: [edge], output: [this.claim(name)] }));
    this.outputs.push(valueInfo(name, type, dimensions));
  }

  /** The file's bytes (ONNX IR 8). */
  toBytes({ opset = 17, description = '', metadata = {} }: ModelOptions = {}): Uint8Array {
    const model = create(ModelProtoSchema, {
      irVersion: 8n,
      producerName: 'casebook',
      docString: description,
      opsetImport: [['', opset] as const, ...this.domains].map(([domain, version]) => ({ domain, version: BigInt(version) })),
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph: create(GraphProtoSchema, {
        name: this.name,
        node: this.steps,
        initializer: this.initialisers,
        input: this.inputs,
        output: this.outputs,
      }),
    });
    return toBinary(ModelProtoSchema, model);
  }

  private fresh(stem: string): string {
    return `${stem}_${this.edges.size}`;
  }

  private claim(name: string): string {
    if (this.edges.has(name)) throw new InvalidInputError('ONNX_EDGE', `The name ${name} is taken in graph ${this.name}: choose another.`);
    this.edges.add(name);
    return name;
  }

  private requireEdge(edge: string, reader: string): void {
    if (edge !== '' && !this.edges.has(edge)) {
      throw new InvalidInputError('ONNX_EDGE', `${reader} reads ${edge}, which graph ${this.name} does not have: append its source first.`);
    }
  }
}

function encode(data: ConstantData): { type: OnnxType; bytes: Uint8Array<ArrayBuffer> } {
  const bytesOf = (array: { buffer: ArrayBuffer }) => new Uint8Array(array.buffer);
  if (data instanceof Float64Array) return { type: 'float64', bytes: bytesOf(Float64Array.from(data)) };
  if (data instanceof Int32Array) return { type: 'int64', bytes: bytesOf(BigInt64Array.from(data, BigInt)) };
  if (data instanceof BigInt64Array) return { type: 'int64', bytes: bytesOf(BigInt64Array.from(data)) };
  return { type: 'float32', bytes: bytesOf(Float32Array.from(data)) };
}
