/** Softmax with a mask, and attention pooling of a sequence into one vector. */
import type { OnnxGraph } from '../graph/onnx-graph.js';

export const softmax = (graph: OnnxGraph, x: string, axis = -1): string => graph.node('Softmax', [x], { axis });

/**
 * Softmax over the last axis in which masked places get no weight.
 *
 * @param logits float32 […, L]
 * @param mask float32 […, L], 1 = keep, 0 = leave out
 * @returns weights that sum to 1, or all zeros where everything is masked (an empty history)
 */
export function maskedSoftmax(graph: OnnxGraph, logits: string, mask: string): string {
  // −1e9 rather than −∞: a row that is masked everywhere must not become NaN.
  const away = graph.node('Mul', [graph.node('Sub', [mask, graph.scalar(1)]), graph.scalar(1e9)]);
  const kept = graph.node('Add', [graph.node('Mul', [logits, mask]), away]);
  return graph.node('Mul', [softmax(graph, kept), mask]);
}

/**
 * Σ softmax(logits)ₗ · sequenceₗ over the places that the mask keeps.
 *
 * @param sequence float32 [B, L, D]
 * @param logits float32 [B, L]
 * @param mask float32 [B, L]
 * @returns float32 [B, D]; zeros where everything is masked
 */
export function attentionPool(graph: OnnxGraph, sequence: string, logits: string, mask: string): string {
  return weightedSum(graph, sequence, maskedSoftmax(graph, logits, mask));
}

/** Σ weightsₗ · sequenceₗ: [B, L, D] and [B, L] to [B, D]. */
export function weightedSum(graph: OnnxGraph, sequence: string, weights: string): string {
  const row = graph.node('Unsqueeze', [weights, graph.integers([1])]);
  return graph.node('Squeeze', [graph.node('MatMul', [row, sequence]), graph.integers([1])]);
}
