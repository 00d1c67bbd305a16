/** All exporters of the layers of TensorFlow.js register themselves here. */
import './activation.exporter.js';
import './convolution.exporter.js';
import './dense.exporter.js';
import './identity.exporter.js';
import './normalisation.exporter.js';
import './pooling.exporter.js';
import './transposed-convolution.exporter.js';
