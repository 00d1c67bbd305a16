/** `DropPath` in ONNX: nothing, it acts in training only. */
import { registerLayerExporter } from '@casebook/onnx-export';

registerLayerExporter('DropPath', ({ inputs }) => inputs[0]!);
