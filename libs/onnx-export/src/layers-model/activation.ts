/** Activation functions by the names that TensorFlow.js gives them. */
import type { OnnxGraph } from '../graph/onnx-graph.js';
import { gelu } from '../layers/activations.js';
import { cannotExport } from './exporter-registry.js';
import { throughTranspose } from './layout.js';
import type { TfLayer } from './tf-layer.js';

/** Appends the function to x; `axis` is where the last axis lies. */
type Activation = (graph: OnnxGraph, x: string, axis: number) => string;

const clip: Activation = (graph, x) => graph.node('Clip', [x, graph.scalar(0), graph.scalar(6)]);

/** ½x(1 + tanh(√(2/π)(x + 0.044715x³))) (Hendrycks & Gimpel 2016). */
const geluTanh: Activation = (graph, x) => {
  const cube = graph.node('Mul', [x, graph.node('Mul', [x, x])]);
  const inner = graph.node('Add', [x, graph.node('Mul', [cube, graph.scalar(0.044715)])]);
  const tanh = graph.node('Tanh', [graph.node('Mul', [inner, graph.scalar(Math.sqrt(2 / Math.PI))])]);
  return graph.node('Mul', [graph.node('Mul', [x, graph.scalar(0.5)]), graph.node('Add', [tanh, graph.scalar(1)])]);
};

const activations: Readonly<Record<string, Activation>> = {
  linear: (_, x) => x,
  elu: (graph, x) => graph.node('Elu', [x], { alpha: { float: 1 } }),
  gelu,
  gelu_new: geluTanh,
  hardSigmoid: (graph, x) => graph.node('HardSigmoid', [x], { alpha: { float: 0.2 }, beta: { float: 0.5 } }),
  mish: (graph, x) => graph.node('Mul', [x, graph.node('Tanh', [graph.node('Softplus', [x])])]),
  relu: (graph, x) => graph.node('Relu', [x]),
  relu6: clip,
  selu: (graph, x) => graph.node('Selu', [x]),
  sigmoid: (graph, x) => graph.node('Sigmoid', [x]),
  softmax: (graph, x, axis) => graph.node('Softmax', [x], { axis }),
  logSoftmax: (graph, x, axis) => graph.node('LogSoftmax', [x], { axis }),
  softplus: (graph, x) => graph.node('Softplus', [x]),
  softsign: (graph, x) => graph.node('Softsign', [x]),
  swish: (graph, x) => graph.node('Mul', [x, graph.node('Sigmoid', [x])]),
  tanh: (graph, x) => graph.node('Tanh', [x]),
};

/**
 * Appends a layer's activation.
 * @param activation the value of `config.activation`; null and undefined are linear
 * @throws {InvalidInputError} `ONNX_LAYER` for an activation that ONNX cannot say
 */
export function appendActivation(layer: TfLayer, graph: OnnxGraph, x: string, activation: unknown): string {
  const name = activation ?? 'linear';
  const append = typeof name === 'string' ? activations[name] : undefined;
  if (!append)
    throw cannotExport(layer, `its activation ${JSON.stringify(name)} is unknown. Use one of ${Object.keys(activations).join(', ')}`);
  return throughTranspose(graph, [x], ([edge], axisOf) => append(graph, edge!, axisOf(-1)));
}
