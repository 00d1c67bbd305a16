/** `BatchNorm` in ONNX: as the standard layer is written, whose weights it has. */
import { registerLayerExporter } from '@casebook/onnx-export';

registerLayerExporter('BatchNorm', ({ layer, inner, inputs, inputShapes, outputShapes }) => {
  const { name, supportsMasking, weights, inboundNodes } = layer;
  const standard = {
    name,
    supportsMasking,
    weights,
    inboundNodes,
    getClassName: () => 'BatchNormalization',
    getConfig: () => layer.getConfig(),
  };
  return inner(standard, { inputs, inputShapes, outputShapes });
});
