/** Embedding tables as int8 with one scale a row. */
import type { NodeProto } from 'onnx-buf';
import { integerAttribute, makeNode, type OnnxEditor } from './onnx-editor.js';
import { quantiseWeights } from './scales.js';
import { dimensions, floatValues } from './tensor-data.js';

/**
 * Gather(table, ids) becomes Gather(int8 rows, ids) · Gather(scales, ids): only the rows that are read are turned into numbers.
 *
 * DequantizeLinear cannot say it, for it wants one scale per index of an axis of what was gathered. All 8 bits are used: no product of
 * integers follows.
 *
 * @returns whether the node was rewritten: it is left alone where its table is not a constant matrix read by rows
 */
export function quantiseEmbedding(editor: OnnxEditor, node: NodeProto): boolean {
  const table = editor.weight(node.input[0]);
  if (table?.dims.length !== 2 || integerAttribute(node, 'axis', 0) !== 0) return false;
  const { rows, scales } = storedRows(editor, table.name);
  const [ids, output] = [node.input[1]!, node.output[0]!];
  const stem = (part: string) => editor.fresh(`${output}_${part}`);
  const [gathered, floats, scale] = [stem('rows'), stem('floats'), stem('scale')];
  editor.replace(node, [
    makeNode('Gather', [rows, ids], gathered, { axis: 0 }, node.name && `${node.name}_rows`),
    makeNode('Cast', [gathered], floats, { to: 1 }),
    makeNode('Gather', [scales, ids], scale, { axis: 0 }),
    makeNode('Mul', [floats, scale], output),
  ]);
  return true;
}

/** A table that several nodes read is stored once. */
function storedRows(editor: OnnxEditor, name: string): { rows: string; scales: string } {
  const made = { rows: `${name}_int8_rows`, scales: `${name}_row_scales` };
  if (editor.constant(made.rows)) return made;
  const table = editor.weight(name)!;
  const dims = dimensions(table);
  const { values, scales } = quantiseWeights(floatValues(table), dims, 0, 8);
  // Scales as a column, so that what is gathered, [ids…, 1], multiplies along the row.
  return { rows: editor.addConstant(made.rows, values, dims), scales: editor.addConstant(made.scales, scales, [dims[0]!, 1]) };
}
