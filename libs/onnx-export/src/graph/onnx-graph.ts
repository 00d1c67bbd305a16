/** A small builder of ONNX files: declare inputs, append nodes, name outputs, take the bytes. */
import { create, toBinary } from '@bufbuild/protobuf';
import { InvalidInputError } from '@casebook/core';
import { GraphProtoSchema, ModelProtoSchema, NodeProtoSchema, TensorProtoSchema, type NodeProto, type TensorProto } from 'onnx-buf';
import { bytesOf, naturalType, type ConstantData } from './constant-data.js';
import { onnxAttribute, type OnnxAttribute } from './onnx-attribute.js';
import { typeNumber, type OnnxType } from './onnx-type.js';
import { outputType } from './output-type.js';
import { onlyNeeded, rename } from './tidy-graph.js';
import { valueInfo, type OnnxDimension, type ValueInfo } from './value-info.js';

export type { ConstantData } from './constant-data.js';

export interface NodeOptions {
  /** Operator set; the default one unless told. */
  domain?: string;
  /** Shown in viewers, profiles and error messages. */
  name?: string;
}

export interface ModelOptions {
  /** Version of the default operator set; 17 unless told, which every ONNX Runtime since 1.12 reads. */
  opset?: number;
  description?: string;
  metadata?: Readonly<Record<string, string>>;
}

/**
 * Edges are named by strings; every method that makes one returns its name. What no output needs is left out of the file.
 *
 * @example
 * const graph = new OnnxGraph('twice');
 * const x = graph.input('x', 'float32', ['batch', 3]);
 * graph.output(graph.node('Mul', [x, graph.scalar(2)]), 'y', 'float32', ['batch', 3]);
 * const bytes = graph.toBytes();
 */
export class OnnxGraph {
  private readonly inputs: ValueInfo[] = [];
  private readonly outputs: { info: ValueInfo; edge: string }[] = [];
  private readonly initialisers: TensorProto[] = [];
  private readonly steps: NodeProto[] = [];
  private readonly edges = new Map<string, OnnxType>();
  private readonly domains = new Map<string, number>();
  private scope = '';

  constructor(readonly name: string) {}

  /** Declares an input; a dimension given by name (`'batch'`) may have any length at run time. */
  input(name: string, type: OnnxType, dimensions: readonly OnnxDimension[]): string {
    this.inputs.push(valueInfo(name, type, dimensions));
    return this.claim(name, type);
  }

  /**
   * Adds a constant tensor: Float32Array and plain numbers become float32, Int32Array and BigInt64Array int64 (as shape and index operands
   * want), Int8Array int8 and Uint8Array uint8, unless `type` says otherwise.
   * @throws {InvalidInputError} `ONNX_SHAPE` where the data has another length than the dimensions say
   */
  constant(data: ConstantData, dimensions: readonly number[], name = this.nameFor('constant'), type = naturalType(data)): string {
    const expected = dimensions.reduce((a, b) => a * b, 1);
    if (data.length !== expected) {
      throw new InvalidInputError('ONNX_SHAPE', `Constant ${name} has ${data.length} values, its shape [${dimensions}] needs ${expected}.`);
    }
    const rawData = bytesOf(data, type);
    this.initialisers.push(create(TensorProtoSchema, { name, dims: dimensions.map(BigInt), dataType: typeNumber(type), rawData }));
    return this.claim(name, type);
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
    { domain = '', name = this.nameFor(op) }: NodeOptions = {},
  ): string[] {
    for (const input of inputs) this.requireEdge(input, name);
    const types = inputs.map((input) => this.edges.get(input) ?? 'float32');
    const made = Array.from({ length: outputs }, (_, i) => this.claim(this.nameFor(op), outputType(op, types, attributes, i)));
    const attribute = Object.entries(attributes).map(([key, value]) => onnxAttribute(key, value));
    this.steps.push(create(NodeProtoSchema, { opType: op, domain, name, input: [...inputs], output: made, attribute }));
    return made;
  }

  /** The edge's values as another element type; the edge itself where it has that type already. */
  cast(edge: string, type: OnnxType): string {
    return this.typeOf(edge) === type ? edge : this.node('Cast', [edge], { to: typeNumber(type) });
  }

  /** An edge's element type, as far as the operators here give it away. @throws {InvalidInputError} `ONNX_EDGE` for an unknown edge */
  typeOf(edge: string): OnnxType {
    this.requireEdge(edge, 'typeOf');
    return this.edges.get(edge)!;
  }

  /** Nodes and constants that `build` makes are named `scope/…`: a profile then reads layer by layer. */
  within<T>(scope: string, build: () => T): T {
    const outer = this.scope;
    this.scope = outer ? `${outer}/${scope}` : scope;
    try {
      return build();
    } finally {
      this.scope = outer;
    }
  }

  /** A name that is not taken yet, in the scope of `within`. */
  nameFor(stem: string): string {
    if (!this.scope) return `${stem}_${this.edges.size}`;
    const name = `${this.scope}/${stem}`;
    return this.edges.has(name) ? `${name}_${this.edges.size}` : name;
  }

  /** Declares the version of another operator set, e.g. `ai.onnx.ml` 3. */
  useDomain(domain: string, version: number): void {
    this.domains.set(domain, version);
  }

  /** Makes an edge an output under a name of its own. */
  output(edge: string, name: string, type: OnnxType, dimensions: readonly OnnxDimension[]): void {
    this.requireEdge(edge, `output ${name}`);
    this.outputs.push({ info: valueInfo(name, type, dimensions), edge });
    this.claim(name, type);
  }

  /** The file's bytes (ONNX IR 8). */
  toBytes({ opset = 17, description = '', metadata = {} }: ModelOptions = {}): Uint8Array {
    const ends = this.outputs.map(({ info, edge }) => ({ name: info.name, edge }));
    const { nodes, initialisers } = onlyNeeded(rename(this.steps, ends), this.initialisers, ends);
    const model = create(ModelProtoSchema, {
      irVersion: 8n,
      producerName: 'casebook',
      docString: description,
      opsetImport: [['', opset] as const, ...this.domains].map(([domain, version]) => ({ domain, version: BigInt(version) })),
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph: create(GraphProtoSchema, {
        name: this.name,
        node: nodes,
        initializer: initialisers,
        input: this.inputs,
        output: this.outputs.map(({ info }) => info),
      }),
    });
    return toBinary(ModelProtoSchema, model);
  }

  private claim(name: string, type: OnnxType): string {
    if (this.edges.has(name)) throw new InvalidInputError('ONNX_EDGE', `The name ${name} is taken in graph ${this.name}: choose another.`);
    this.edges.set(name, type);
    return name;
  }

  private requireEdge(edge: string, reader: string): void {
    if (edge !== '' && !this.edges.has(edge)) {
      throw new InvalidInputError('ONNX_EDGE', `${reader} reads ${edge}, which graph ${this.name} does not have: append its source first.`);
    }
  }
}
