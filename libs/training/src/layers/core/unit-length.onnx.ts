/** `UnitLength` in ONNX. */
import { l2Normalise, registerLayerExporter } from '@casebook/onnx-export';
import { SMALLEST_LENGTH } from './unit-length.js';

registerLayerExporter('UnitLength', ({ graph, inputs }) => l2Normalise(graph, inputs[0]!, SMALLEST_LENGTH));
