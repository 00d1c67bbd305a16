/** `GlobalAveragePooling3d` in ONNX. */
import { registerLayerExporter } from '@casebook/onnx-export';

registerLayerExporter('GlobalAveragePooling3d', ({ graph, inputs }) =>
  graph.node('ReduceMean', [inputs[0]!], { axes: [1, 2, 3], keepdims: 0 }),
);
