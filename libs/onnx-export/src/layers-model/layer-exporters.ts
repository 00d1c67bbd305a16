/** All exporters of the layers of TensorFlow.js register themselves here. */
import './activation.exporter.js';
import './convolution.exporter.js';
import './dense.exporter.js';
import './embedding.exporter.js';
import './identity.exporter.js';
import './merge.exporter.js';
import './normalisation.exporter.js';
import './pooling.exporter.js';
import './recurrent.exporter.js';
import './shape.exporter.js';
import './time-distributed.exporter.js';
import './transposed-convolution.exporter.js';
