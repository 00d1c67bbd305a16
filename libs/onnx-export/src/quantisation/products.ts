/** Recognises products with a constant matrix: MatMul and Gemm in the one form x · W + b. */
import type { NodeProto } from 'onnx-buf';
import { attributeOf, integerAttribute, type OnnxEditor } from './onnx-editor.js';
import { dimensions, floatValues } from './tensor-data.js';

/** x · kernel + bias. */
export interface ConstantProduct {
  input: string;
  weightName: string;
  /** inputs × units, row-major. */
  kernel: Float32Array;
  inputs: number;
  units: number;
  bias?: Float32Array;
}

/** The product that a node computes, or undefined where it is none, has no constant matrix, or transposes its input. */
export function constantProduct(editor: OnnxEditor, node: NodeProto): ConstantProduct | undefined {
  const weight = editor.weight(node.input[1]);
  if (weight?.dims.length !== 2) return undefined;
  const [rows, columns] = dimensions(weight) as [number, number];
  const data = floatValues(weight);
  const part = { input: node.input[0]!, weightName: weight.name };
  if (node.opType === 'MatMul') return { ...part, kernel: data, inputs: rows, units: columns };
  if (node.opType !== 'Gemm' || integerAttribute(node, 'transA', 0) !== 0) return undefined;
  const transposed = integerAttribute(node, 'transB', 0) !== 0;
  const [inputs, units] = transposed ? [columns, rows] : [rows, columns];
  const alpha = attributeOf(node, 'alpha')?.f ?? 1;
  const kernel = (transposed ? transpose(data, rows, columns) : data).map((value) => alpha * value);
  const bias = gemmBias(editor, node, units);
  return bias === 'other' ? undefined : { ...part, kernel, inputs, units, ...(bias && { bias }) };
}

/** β · C as one value per unit; `other` where it is not constant or differs between rows. */
function gemmBias(editor: OnnxEditor, node: NodeProto, units: number): Float32Array | undefined | 'other' {
  if (!node.input[2]) return undefined;
  const tensor = editor.weight(node.input[2]);
  const beta = attributeOf(node, 'beta')?.f ?? 1;
  const values = tensor && floatValues(tensor);
  if (values?.length === 1) return new Float32Array(units).fill(beta * values[0]!);
  return values?.length === units && dimensions(tensor!).at(-1) === units ? values.map((value) => beta * value) : 'other';
}

/** rows × columns to columns × rows. */
export function transpose(data: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(data.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = data[row * columns + column]!;
  return turned;
}
