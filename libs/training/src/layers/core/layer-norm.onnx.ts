/** `LayerNorm` in ONNX. */
import { registerLayerExporter } from '@casebook/onnx-export';

registerLayerExporter('LayerNorm', ({ graph, config, inputs, parameter }) =>
  graph.node('LayerNormalization', [inputs[0]!, parameter('gamma'), parameter('beta')], {
    axis: -1,
    epsilon: { float: config['epsilon'] as number },
  }),
);
