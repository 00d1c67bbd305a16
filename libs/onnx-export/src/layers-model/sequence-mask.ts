/** Masked recurrence: a place that is masked keeps the state and the output of the place before it. */
import type { OnnxGraph } from '../graph/onnx-graph.js';

/**
 * ONNX' operators only know sequences that end early, so the kept places move to the front, and their outputs back to where they were.
 */
export interface CompactSequence {
  /** [batch, time, features] with the kept places first. */
  x: string;
  /** int32 [batch]: how many places are kept. */
  lengths: string;
  /** Outputs of the compact sequence [batch, time, units] at every place; `initial` [batch, 1, units] before the first kept one. */
  spread(outputs: string, initial: string): string;
  /** Last state [batch, units], or `initial` where nothing is kept (the operator's answer is undefined there). */
  last(state: string, initial: string): string;
}

/**
 * @param mask bool [batch, time], any places may be masked
 * @param isReverse whether the recurrence runs from the end: a masked place then keeps what came after it
 */
export function compact(graph: OnnxGraph, x: string, mask: string, isReverse: boolean): CompactSequence {
  const kept = graph.cast(mask, 'int64');
  const [zero, one] = [graph.constant(Int32Array.of(0), []), graph.constant(Int32Array.of(1), [])];
  const count = graph.node('ReduceSum', [kept, graph.integers([1])], { keepdims: 1 });
  const length = graph.node('Gather', [graph.node('Shape', [mask]), graph.constant(Int32Array.of(1), [])], { axis: 0 });
  const places = graph.node('Range', [zero, length, one]);
  // Kept places get the keys length … 1, masked ones 0 … 1 − length: sorting keeps the order within both.
  const keys = graph.node('Sub', [graph.node('Mul', [kept, length]), places]);
  const [, order] = graph.nodes('TopK', [keys, graph.node('Unsqueeze', [length, graph.integers([0])])], 2, { axis: 1 });
  const take = (from: string, indices: string) =>
    graph.node('GatherND', [from, graph.node('Unsqueeze', [indices, graph.integers([-1])])], { batch_dims: 1 });
  const before = graph.node('CumSum', [kept, one], { exclusive: isReverse ? 1 : 0 });
  const source = isReverse ? before : graph.node('Sub', [before, one]);
  const isKnown = isReverse ? graph.node('Less', [before, count]) : graph.node('Greater', [before, zero]);
  const inside = graph.node('Min', [graph.node('Max', [source, zero]), graph.node('Sub', [length, one])]);
  return {
    x: take(x, order!),
    lengths: graph.cast(graph.node('Squeeze', [count, graph.integers([1])]), 'int32'),
    spread: (outputs, initial) =>
      graph.node('Where', [graph.node('Unsqueeze', [isKnown, graph.integers([-1])]), take(outputs, inside), initial]),
    last: (state, initial) => graph.node('Where', [graph.node('Greater', [count, zero]), state, initial]),
  };
}
