/** Element-wise activations. */
import type { OnnxGraph } from '../graph/onnx-graph.js';

export type Activation = 'linear' | 'relu' | 'gelu' | 'tanh' | 'sigmoid';

export const relu = (graph: OnnxGraph, x: string): string => graph.node('Relu', [x]);
export const tanh = (graph: OnnxGraph, x: string): string => graph.node('Tanh', [x]);
export const sigmoid = (graph: OnnxGraph, x: string): string => graph.node('Sigmoid', [x]);

/** x · Φ(x) with the exact normal distribution, ½x(1 + erf(x/√2)) (Hendrycks & Gimpel 2016). */
export function gelu(graph: OnnxGraph, x: string): string {
  const erf = graph.node('Erf', [graph.node('Div', [x, graph.scalar(Math.SQRT2)])]); // as ONNX Runtime knows it: it makes one kernel of all five
  const twice = graph.node('Mul', [x, graph.node('Add', [erf, graph.scalar(1)])]);
  return graph.node('Mul', [twice, graph.scalar(0.5)]);
}

/** The activation of a name; `linear` is the edge itself. */
export function activate(graph: OnnxGraph, x: string, activation: Activation): string {
  const functions = { linear: (_: OnnxGraph, edge: string) => edge, relu, gelu, tanh, sigmoid };
  return functions[activation](graph, x);
}
