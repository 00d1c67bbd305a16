/** `UpSampling3d` in ONNX. */
import { registerLayerExporter } from '@casebook/onnx-export';

registerLayerExporter('UpSampling3d', ({ graph, config, inputs }) => {
  const size = config['size'] as number;
  const scales = graph.constant(Float32Array.of(1, size, size, size, 1), [5]);
  const how = { mode: 'nearest', nearest_mode: 'floor', coordinate_transformation_mode: 'asymmetric' };
  return graph.node('Resize', [inputs[0]!, '', scales], how);
});
