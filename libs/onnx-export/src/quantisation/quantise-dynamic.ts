/** Int8 weights, and activations measured anew at each run: no calibration data needed. */
import type { NodeProto } from 'onnx-buf';
import { quantiseEmbedding } from './embedding-rows.js';
import { makeNode, OnnxEditor } from './onnx-editor.js';
import { constantProduct } from './products.js';
import { quantiseWeights, type WeightBits } from './scales.js';
import { chosenNodes, type NodeChoice } from './which-nodes.js';

export const DYNAMIC_OPERATORS = ['MatMul', 'Gemm', 'Gather'] as const;

export interface DynamicQuantisation extends NodeChoice<(typeof DYNAMIC_OPERATORS)[number]> {
  /** 7 unless told: exact on every processor, see `WeightBits`. */
  weightBits?: WeightBits;
}

/**
 * Rewrites products with constant matrices into integer ones, and embedding tables into int8 rows.
 *
 * x · W + b becomes DynamicQuantizeLinear → MatMulInteger → Cast → Mul → Add; ONNX Runtime fuses the chain into one kernel. Activations are
 * uint8 over the range of the whole tensor, so an answer depends (a little) on what else is in the batch. Names of edges stay.
 *
 * @param bytes an ONNX file of operator set 13 or newer
 * @throws {CasebookError} `ONNX_UNREADABLE`, `ONNX_OPSET`, `ONNX_NODE`, `ONNX_EXTERNAL_DATA`, `QUANTISE_NOT_FINITE`
 *
 * @example
 * await writeFile('model.int8.onnx', quantiseDynamic(await readFile('model.onnx')));
 */
export function quantiseDynamic(bytes: Uint8Array, { weightBits = 7, ...choice }: DynamicQuantisation = {}): Uint8Array<ArrayBuffer> {
  const editor = new OnnxEditor(bytes);
  const inputs = new Map<string, QuantisedInput>();
  const weights = new Map<string, IntegerWeights>();
  for (const node of chosenNodes(editor, DYNAMIC_OPERATORS, choice)) {
    if (node.opType === 'Gather') quantiseEmbedding(editor, node);
    else quantiseProduct(editor, node, { inputs, weights, weightBits });
  }
  return editor.toBytes();
}

interface QuantisedInput {
  values: string;
  scale: string;
  zeroPoint: string;
}
interface IntegerWeights {
  values: string;
  scales: string;
}
interface Shared {
  inputs: Map<string, QuantisedInput>;
  weights: Map<string, IntegerWeights>;
  weightBits: WeightBits;
}

function quantiseProduct(editor: OnnxEditor, node: NodeProto, shared: Shared): void {
  const product = constantProduct(editor, node);
  if (!product) return;
  const { input, weightName, kernel, inputs, units, bias } = product;
  const x = shared.inputs.get(input) ?? measured(editor, node, input);
  shared.inputs.set(input, x);
  // Gemm may scale or transpose the same matrix in its own way: only MatMul shares.
  const key = node.opType === 'MatMul' ? weightName : node.output[0]!;
  const w = shared.weights.get(key) ?? integerWeights(editor, weightName, kernel, [inputs, units], shared.weightBits);
  shared.weights.set(key, w);

  const output = node.output[0]!;
  const stem = (part: string) => editor.fresh(`${output}_${part}`);
  const [sums, floats, scale] = [stem('sums'), stem('floats'), stem('scale')];
  const product32 = bias ? stem('product') : output;
  const added = bias && makeNode('Add', [product32, editor.addConstant(`${output}_bias`, bias, [units])], output);
  editor.replace(node, [
    makeNode('MatMulInteger', [x.values, w.values, x.zeroPoint], sums, {}, node.name && `${node.name}_integer`),
    makeNode('Cast', [sums], floats, { to: 1 }),
    makeNode('Mul', [x.scale, w.scales], scale),
    makeNode('Mul', [floats, scale], product32),
    ...(added ? [added] : []),
  ]);
}

function measured(editor: OnnxEditor, before: NodeProto, input: string): QuantisedInput {
  const [values, scale, zeroPoint] = ['values', 'scale', 'zero'].map((part) => editor.fresh(`${input}_${part}`)) as [
    string,
    string,
    string,
  ];
  editor.insertBefore(before, [makeNode('DynamicQuantizeLinear', [input], [values, scale, zeroPoint])]);
  return { values, scale, zeroPoint };
}

function integerWeights(editor: OnnxEditor, name: string, kernel: Float32Array, dims: [number, number], bits: WeightBits): IntegerWeights {
  const { values, scales } = quantiseWeights(kernel, dims, 1, bits);
  return { values: editor.addConstant(`${name}_int8`, values, dims), scales: editor.addConstant(`${name}_scales`, scales, [dims[1]]) };
}
