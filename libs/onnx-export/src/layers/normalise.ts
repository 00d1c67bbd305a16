/** Normalisations over the last axis, or a chosen one. */
import type { OnnxGraph } from '../graph/onnx-graph.js';

export interface LayerNormWeights {
  gamma: Float32Array;
  beta: Float32Array;
  /** 1e-3 in tf.layers, 1e-5 in PyTorch, 1e-12 in BERT. */
  epsilon: number;
}

/** (x − mean) / √(variance + ε) · γ + β (Ba et al. 2016). */
export function layerNormalise(graph: OnnxGraph, x: string, { gamma, beta, epsilon }: LayerNormWeights): string {
  const scale = graph.constant(gamma, [gamma.length]);
  return graph.node('LayerNormalization', [x, scale, graph.constant(beta, [beta.length])], { axis: -1, epsilon: { float: epsilon } });
}

/** x / √(max(Σx², ε)): a vector of length 1, and zeros where x is all zeros. The same guard as tf.linalg.l2Normalize. */
export function l2Normalise(graph: OnnxGraph, x: string, epsilon = 1e-12, axis = -1): string {
  const squares = graph.node('ReduceSum', [graph.node('Mul', [x, x]), graph.integers([axis])], { keepdims: 1 });
  const length = graph.node('Sqrt', [graph.node('Max', [squares, graph.scalar(epsilon)])]);
  return graph.node('Div', [x, length]);
}
