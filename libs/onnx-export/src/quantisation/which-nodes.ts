/** Which nodes a caller wants quantised. */
import { NotFoundError } from '@casebook/core';
import type { NodeProto } from 'onnx-buf';
import type { OnnxEditor } from './onnx-editor.js';

export interface NodeChoice<Operator extends string> {
  /** Kinds of nodes to quantise; all that the function knows unless told. */
  operators?: readonly Operator[];
  /** Names of nodes to leave as they are, e.g. the worst ones of `compareLayers`. */
  leaveOut?: readonly string[];
}

/**
 * The nodes of the wanted kinds, in the graph's order.
 * @throws {NotFoundError} `ONNX_NODE` where a node to leave out does not exist (a typing mistake would go unnoticed)
 */
export function chosenNodes<Operator extends string>(
  editor: OnnxEditor,
  known: readonly Operator[],
  { operators = known, leaveOut = [] }: NodeChoice<Operator>,
): NodeProto[] {
  const names = new Set(editor.graph.node.map(({ name }) => name));
  const missing = leaveOut.find((name) => !names.has(name));
  if (missing !== undefined)
    throw new NotFoundError('ONNX_NODE', `The model has no node ${missing} to leave out: take names from compareLayers.`);
  const wanted: readonly string[] = operators;
  return editor.graph.node.filter(({ opType, name }) => wanted.includes(opType) && !leaveOut.includes(name));
}
