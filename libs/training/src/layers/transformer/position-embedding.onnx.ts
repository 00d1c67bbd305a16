/** `PositionEmbedding` in ONNX: of any length up to the table's. */
import { registerLayerExporter } from '@casebook/onnx-export';

registerLayerExporter('PositionEmbedding', ({ graph, inputs, parameter }) => {
  const length = graph.node('Shape', [inputs[0]!], { start: 1, end: 2 });
  const places = graph.node('Slice', [parameter('embeddings'), graph.integers([0]), length, graph.integers([0])]);
  return graph.node('Add', [inputs[0]!, places]);
});
