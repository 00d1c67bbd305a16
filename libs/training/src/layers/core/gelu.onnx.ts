/** `Gelu` in ONNX. */
import { gelu, registerLayerExporter } from '@casebook/onnx-export';

registerLayerExporter('Gelu', ({ graph, inputs }) => gelu(graph, inputs[0]!));
