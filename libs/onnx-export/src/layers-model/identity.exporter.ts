/** Layers that only act while training. */
import { registerLayerExporters } from './exporter-registry.js';

registerLayerExporters(['Dropout', 'SpatialDropout1D', 'GaussianNoise', 'GaussianDropout', 'AlphaDropout'], ({ inputs }) => inputs[0]!);
