/** Activations that ONNX has no operator for. */
import type { OnnxGraph } from '../graph/onnx-graph.js';

/** x · Φ(x) with the exact normal distribution, ½x(1 + erf(x/√2)) (Hendrycks & Gimpel 2016). */
export function gelu(graph: OnnxGraph, x: string): string {
  const erf = graph.node('Erf', [graph.node('Div', [x, graph.scalar(Math.SQRT2)])]); // as ONNX Runtime knows it: it makes one kernel of all five
  const twice = graph.node('Mul', [x, graph.node('Add', [erf, graph.scalar(1)])]);
  return graph.node('Mul', [twice, graph.scalar(0.5)]);
}
