/** A float32 graph as a half-precision one: half the size, and twice the speed where the hardware computes in halves. */
import { InvalidInputError } from '@casebook/core';
import { TensorProto_DataType as Type, type GraphProto, type NodeProto, type TensorProto, type ValueInfoProto } from 'onnx-buf';
import { halvesOf } from '../graph/half.js';
import { attributeOf, makeNode, OnnxEditor } from '../quantisation/onnx-editor.js';
import { floatValues } from '../quantisation/tensor-data.js';

/** The smallest positive half. */
const SMALLEST_HALF = 2 ** -24;

/**
 * Turns weights and arithmetic into half precision; inputs and outputs stay float32, with a Cast behind and before them.
 *
 * A GPU (CUDA, WebGPU with `shader-f16`) computes in halves. ONNX Runtime's CPU mostly turns them back and gains nothing but file size:
 * there `storeHalf` serves better. Values beyond ±65504 saturate; single constants never become zero, as they may guard a division.
 *
 * @param bytes a float32 model of operator set 13 or newer without branches and loops
 * @throws {CorruptDataError} `ONNX_UNREADABLE` where the bytes are no ONNX model
 * @throws {InvalidInputError} `ONNX_OPSET` for an older operator set, `ONNX_SUBGRAPH` where a node has a body of its own
 */
export function convertToHalf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const editor = new OnnxEditor(bytes);
  const { graph } = editor;
  graph.node.forEach(refuseBody);
  const keep = staysFloat(graph);
  for (const tensor of graph.initializer) if (tensor.dataType === Type.FLOAT && !keep.has(tensor.name)) halve(tensor);
  for (const node of graph.node) castToHalf(node);
  const inputs = castBorder(graph, graph.input, (name) => editor.fresh(`${name}_half`));
  const outputs = castBorder(graph, graph.output, (name) => editor.fresh(`${name}_half`));
  graph.node.unshift(...inputs.map(({ outside, inside }) => makeNode('Cast', [outside], inside, { to: Type.FLOAT16 })));
  graph.node.push(...outputs.map(({ outside, inside }) => makeNode('Cast', [inside], outside, { to: Type.FLOAT })));
  graph.valueInfo = []; // declared types of edges in between no longer hold
  return editor.toBytes();
}

function refuseBody({ name, opType, attribute }: NodeProto): void {
  if (attribute.some(({ g, graphs }) => g !== undefined || graphs.length > 0)) {
    throw new InvalidInputError(
      'ONNX_SUBGRAPH',
      `${opType} ${name} has a body of its own: half precision is for graphs without branches and loops.`,
    );
  }
}

/** Operands that an operator wants as float32 whatever its data: Resize's region and scales. */
const staysFloat = ({ node: nodes }: GraphProto): Set<string> =>
  new Set(nodes.filter(({ opType }) => opType === 'Resize').flatMap(({ input }) => input.slice(1, 3)));

function halve(tensor: TensorProto): void {
  const values = floatValues({ ...tensor, rawData: new Uint8Array(tensor.rawData) });
  if (values.length === 1 && Math.abs(values[0]!) < SMALLEST_HALF) values[0] = Math.sign(values[0]!) * SMALLEST_HALF;
  const halves = halvesOf(values);
  tensor.rawData = new Uint8Array(halves.buffer as ArrayBuffer);
  tensor.floatData = [];
  tensor.dataType = Type.FLOAT16;
}

/** What a node turns into float32 becomes half precision too. */
function castToHalf(node: NodeProto): void {
  const to = node.opType === 'Cast' ? attributeOf(node, 'to') : undefined;
  if (to?.i === BigInt(Type.FLOAT)) to.i = BigInt(Type.FLOAT16);
  const value = node.opType === 'ConstantOfShape' ? attributeOf(node, 'value')?.t : undefined;
  if (value?.dataType === Type.FLOAT) halve(value);
}

/** Gives float32 inputs or outputs another name inside the graph. */
function castBorder(graph: GraphProto, border: readonly ValueInfoProto[], fresh: (name: string) => string) {
  const constants = new Set(graph.initializer.map(({ name }) => name));
  const isFloat = ({ name, type }: ValueInfoProto) =>
    type?.value.case === 'tensorType' && type.value.value.elemType === Number(Type.FLOAT) && !constants.has(name);
  const names = border.filter(isFloat).map(({ name }) => ({ outside: name, inside: fresh(name) }));
  const inside = new Map(names.map((pair) => [pair.outside, pair.inside]));
  for (const node of graph.node) {
    node.input = node.input.map((edge) => inside.get(edge) ?? edge);
    node.output = node.output.map((edge) => inside.get(edge) ?? edge);
  }
  return names;
}
