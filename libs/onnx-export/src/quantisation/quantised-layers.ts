/** Which nodes ONNX Runtime's CPU can compute with integers, and what each of them reads and writes. */
import type { NodeProto } from 'onnx-buf';
import { attributeOf, integerAttribute, type OnnxEditor } from './onnx-editor.js';
import { chosenNodes, type NodeChoice } from './which-nodes.js';

export const STATIC_OPERATORS = ['MatMul', 'Gemm', 'Conv', 'Add'] as const;
export type StaticOperator = (typeof STATIC_OPERATORS)[number];

/** A node to compute with integers. */
export interface QuantisedLayer {
  node: NodeProto;
  /** Edges that become uint8. */
  activations: string[];
  /** A constant matrix or kernel, and which of its dimensions is the output channel. */
  weight?: { name: string; axis: number };
  bias?: string;
  /** The edge that closes the layer: behind a ReLU where one follows alone, for QuantizeLinear clips at 0 by itself. */
  output: string;
}

/** Operators that only move values or take their maximum: what goes in and what comes out have one scale. */
const MOVING = new Set(['MaxPool', 'Reshape', 'Flatten', 'Transpose', 'Squeeze', 'Unsqueeze']);

/**
 * The layers to quantise, in the graph's order. Products and convolutions need a constant kernel; an Add is one where a quantised convolution
 * feeds it (a residual block): elsewhere floats are as fast and exact.
 */
export function quantisedLayers(editor: OnnxEditor, choice: NodeChoice<StaticOperator>): QuantisedLayer[] {
  const layers: QuantisedLayer[] = [];
  for (const node of chosenNodes(editor, STATIC_OPERATORS, choice)) {
    const layer = node.opType === 'Add' ? residualSum(editor, node, layers) : kernelLayer(editor, node);
    if (layer) layers.push({ node, output: closingEdge(editor, node), ...layer });
  }
  return layers;
}

/** The edge whose values an edge carries, found through operators that only move them. */
export function originOf(editor: OnnxEditor, edge: string): string {
  const source = editor.producer(edge);
  return source && MOVING.has(source.opType) ? originOf(editor, source.input[0]!) : edge;
}

type Parts = Omit<QuantisedLayer, 'node' | 'output'>;

function kernelLayer(editor: OnnxEditor, node: NodeProto): Parts | undefined {
  const [input, name, bias] = node.input as [string, string, string?];
  const rank = editor.weight(name)?.dims.length;
  const activations = [input];
  if (rank === undefined || editor.constant(input)) return undefined;
  if (node.opType === 'MatMul') return rank === 2 ? { activations, weight: { name, axis: 1 } } : undefined;
  if (bias && editor.weight(bias)?.dims.length !== 1) return undefined;
  const withBias = bias ? { bias } : {};
  if (node.opType === 'Conv') return rank >= 3 ? { activations, weight: { name, axis: 0 }, ...withBias } : undefined;
  const plain = integerAttribute(node, 'transA', 0) === 0 && ['alpha', 'beta'].every((factor) => (attributeOf(node, factor)?.f ?? 1) === 1);
  return plain && rank === 2
    ? { activations, weight: { name, axis: integerAttribute(node, 'transB', 0) ? 0 : 1 }, ...withBias }
    : undefined;
}

function residualSum(editor: OnnxEditor, node: NodeProto, before: readonly QuantisedLayer[]): Parts | undefined {
  const activations = [...node.input];
  const integer = (edge: string) =>
    before.some((layer) => layer.node.opType !== 'MatMul' && layer.node.opType !== 'Gemm' && layer.output === edge);
  return activations.every((edge) => !editor.constant(edge)) && activations.some(integer) ? { activations } : undefined;
}

function closingEdge(editor: OnnxEditor, node: NodeProto): string {
  const output = node.output[0]!;
  const readers = editor.consumers(output);
  const alone = readers.length === 1 && !editor.isExposed(output);
  return alone && readers[0]!.opType === 'Relu' ? readers[0]!.output[0]! : output;
}
