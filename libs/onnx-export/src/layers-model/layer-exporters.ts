/** All exporters of the layers of TensorFlow.js register themselves here. */
import './dense.exporter.js';
import './identity.exporter.js';
