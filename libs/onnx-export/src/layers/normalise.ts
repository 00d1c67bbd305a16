/** Vectors of length 1. */
import type { OnnxGraph } from '../graph/onnx-graph.js';

/** x / √(max(Σx², ε)): a vector of length 1, and zeros where x is all zeros. The same guard as tf.linalg.l2Normalize. */
export function l2Normalise(graph: OnnxGraph, x: string, epsilon = 1e-12, axis = -1): string {
  const squares = graph.node('ReduceSum', [graph.node('Mul', [x, x]), graph.integers([axis])], { keepdims: 1 });
  const length = graph.node('Sqrt', [graph.node('Max', [squares, graph.scalar(epsilon)])]);
  return graph.node('Div', [x, length]);
}
