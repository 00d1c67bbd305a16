/** A layer that is applied to every place of a sequence: places become rows of a larger batch. */
import { registerLayerExporter } from './exporter-registry.js';
import type { LayerResult } from './layer-export.js';
import type { TfLayer } from './tf-layer.js';

/** Layers that treat all axes before the last alike need no reshaping. */
const lastAxisOnly = new Set(['Dense', 'Activation', 'Dropout']);

registerLayerExporter('TimeDistributed', ({ layer, graph, inputs, inputShapes, outputShapes, masks, inner }): LayerResult => {
  const wrapped = (layer as unknown as { layer: TfLayer }).layer;
  const [x, shape, outputShape] = [inputs[0]!, inputShapes[0]!, outputShapes[0]!];
  if (lastAxisOnly.has(wrapped.getClassName())) {
    return { outputs: inner(wrapped, { inputs: [x], inputShapes, outputShapes }).outputs, mask: masks[0] };
  }
  const dimensions = graph.node('Shape', [x]);
  const part = (start: number, end: number) => graph.node('Slice', [dimensions, graph.integers([start]), graph.integers([end])]);
  const merged = graph.node('Reshape', [x, graph.node('Concat', [graph.integers([-1]), part(2, shape.length)], { axis: 0 })]);
  const call = { inputs: [merged], inputShapes: [[null, ...shape.slice(2)]], outputShapes: [[null, ...outputShape.slice(2)]] };
  const y = inner(wrapped, call).outputs[0]!;
  const rest = graph.node('Slice', [graph.node('Shape', [y]), graph.integers([1]), graph.integers([outputShape.length])]);
  return { outputs: [graph.node('Reshape', [y, graph.node('Concat', [part(0, 2), rest], { axis: 0 })])], mask: masks[0] };
});
