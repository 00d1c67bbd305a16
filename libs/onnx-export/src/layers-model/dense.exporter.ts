/** Fully connected layers. */
import { appendActivation } from './activation.js';
import { registerLayerExporter } from './exporter-registry.js';

registerLayerExporter('Dense', ({ layer, config, graph, inputs, inputShapes, parameter, hasWeight }) => {
  const [x, kernel] = [inputs[0]!, parameter('kernel')];
  if (!hasWeight('bias')) return appendActivation(layer, graph, graph.node('MatMul', [x, kernel]), config['activation']);
  const isMatrix = inputShapes[0]?.length === 2;
  const sum = isMatrix
    ? graph.node('Gemm', [x, kernel, parameter('bias')])
    : graph.node('Add', [graph.node('MatMul', [x, kernel]), parameter('bias')]);
  return appendActivation(layer, graph, sum, config['activation']);
});
