/** `SequencePooling` in ONNX. */
import { registerLayerExporter, weightedSum } from '@casebook/onnx-export';

registerLayerExporter('SequencePooling', ({ graph, config, inputs }) => {
  const [x, mask] = inputs as [string, string];
  if (config['mode'] === 'cls') return graph.node('Gather', [x, graph.constant(Int32Array.of(0), [])], { axis: 1 });
  const kept = graph.node('ReduceSum', [mask, graph.integers([1])], { keepdims: 1 });
  return weightedSum(graph, x, graph.node('Div', [mask, graph.node('Max', [kept, graph.scalar(1)])]));
});
