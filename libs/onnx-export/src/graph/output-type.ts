/** The element type of a node's output, for the operators that do not simply keep the type of their first input. */
import type { OnnxAttribute } from './onnx-attribute.js';
import { typeOfNumber, type OnnxType } from './onnx-type.js';

const always: Readonly<Record<string, OnnxType>> = {
  Equal: 'bool',
  Greater: 'bool',
  GreaterOrEqual: 'bool',
  Less: 'bool',
  LessOrEqual: 'bool',
  And: 'bool',
  Or: 'bool',
  Xor: 'bool',
  Not: 'bool',
  IsNaN: 'bool',
  IsInf: 'bool',
  Shape: 'int64',
  Size: 'int64',
  NonZero: 'int64',
  ArgMax: 'int64',
  ArgMin: 'int64',
  ConstantOfShape: 'float32',
};

/** Types other than float32 are only as sure as the operators here need: shapes, masks, ids and what is cast. */
export function outputType(
  op: string,
  inputs: readonly OnnxType[],
  attributes: Readonly<Record<string, OnnxAttribute>>,
  index: number,
): OnnxType {
  if (op === 'Cast') return typeOfNumber(Number(attributes['to'])) ?? 'float32';
  if (op === 'TopK' && index === 1) return 'int64';
  if (op === 'OneHot') return inputs[2] ?? 'float32';
  if (op === 'Where') return inputs[1] ?? 'float32';
  return always[op] ?? inputs[0] ?? 'float32';
}
