/** Rows of a table by id, and weighted bags of them. */
import type { OnnxGraph } from '../graph/onnx-graph.js';
import { weightedSum } from './attention.js';

export interface EmbeddingTable {
  /** rows × width, row-major. */
  table: Float32Array;
  rows: number;
  width: number;
}

/** table[ids]: int64 […] to float32 […, width]. ONNX Runtime refuses an id outside [−rows, rows). */
export function gatherRows(graph: OnnxGraph, table: string, ids: string): string {
  return graph.node('Gather', [table, ids], { axis: 0 });
}

/** A table as a constant of the graph, to be read by several `gatherRows`. */
export const embeddingTable = (graph: OnnxGraph, { table, rows, width }: EmbeddingTable): string => graph.constant(table, [rows, width]);

/** Σ weights · table[ids]: int64 [B, L] and float32 [B, L] to float32 [B, width]. A weight of 0 is padding. */
export function embeddingBag(graph: OnnxGraph, table: string, ids: string, weights: string): string {
  return weightedSum(graph, gatherRows(graph, table, ids), weights);
}
