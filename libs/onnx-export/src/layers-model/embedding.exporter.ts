/** Layers that read ids, and the masks that sequences carry. */
import type { OnnxGraph } from '../graph/onnx-graph.js';
import { cannotExport, registerLayerExporter } from './exporter-registry.js';
import { number } from './layer-config.js';

registerLayerExporter(
  'Embedding',
  ({ graph, config, inputs, parameter }) => {
    const ids = integers(graph, inputs[0]!);
    const rows = graph.node('Gather', [parameter('embeddings'), ids], { axis: 0 });
    const isPadding = () => graph.node('Equal', [ids, graph.constant([0], [], graph.nameFor('padding'), graph.typeOf(ids))]);
    return { outputs: [rows], mask: config['maskZero'] === true ? graph.node('Not', [isPadding()]) : undefined };
  },
  { integers: true },
);

registerLayerExporter('Masking', ({ layer, graph, config, inputs }) => {
  const equal = graph.node('Equal', [inputs[0]!, graph.scalar(number(layer, config, 'maskValue', 0))]);
  const different = graph.cast(graph.node('Not', [equal]), 'float32');
  const keep = graph.node('ReduceMax', [different], { axes: [-1], keepdims: 1 });
  const mask = graph.cast(graph.node('Squeeze', [keep, graph.integers([-1])]), 'bool');
  return { outputs: [graph.node('Mul', [inputs[0]!, keep])], mask };
});

registerLayerExporter(
  'CategoryEncoding',
  ({ layer, graph, config, inputs, inputShapes }) => {
    const mode = config['outputMode'];
    if (inputShapes[0]!.length !== 2 || (mode !== 'multiHot' && mode !== 'count')) {
      throw cannotExport(layer, `its mode ${String(mode)} is not supported. Use multiHot or count on a matrix of ids`);
    }
    const depth = graph.constant(Int32Array.of(number(layer, config, 'numTokens', 1)), [], graph.nameFor('depth'));
    const hot = graph.node('OneHot', [graph.cast(inputs[0]!, 'int64'), depth, graph.constant([0, 1], [2], graph.nameFor('values'))], {
      axis: -1,
    });
    if (mode === 'count') return graph.node('ReduceSum', [hot, graph.integers([1])], { keepdims: 0 });
    return graph.node('ReduceMax', [hot], { axes: [1], keepdims: 0 });
  },
  { integers: true },
);

/** TensorFlow.js cuts fractions off ids. */
const integers = (graph: OnnxGraph, x: string): string => (graph.typeOf(x).startsWith('int') ? x : graph.cast(x, 'int64'));
