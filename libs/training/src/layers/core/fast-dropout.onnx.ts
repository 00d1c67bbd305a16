/** `FastDropout` in ONNX: nothing, it acts in training only. */
import { registerLayerExporter } from '@casebook/onnx-export';

registerLayerExporter('FastDropout', ({ inputs }) => inputs[0]!);
