/** Largest and mean value of windows, and of whole images and sequences. */
import { toChannelsFirst } from './convolution.exporter.js';
import { registerLayerExporters } from './exporter-registry.js';
import { isChannelsFirst, numbers } from './layer-config.js';
import type { LayerCall } from './layer-export.js';
import { channelsLast, freeChannelsFirst } from './layout.js';
import { paddingAttributes, refuseGaps } from './padding.js';

function pool(call: LayerCall, op: 'MaxPool' | 'AveragePool'): string {
  const { layer, graph, config, inputShapes } = call;
  const rank = inputShapes[0]!.length;
  const kernel = numbers(layer, config, 'poolSize', rank - 2, 2);
  const strides = config['strides'] == null ? kernel : numbers(layer, config, 'strides', rank - 2);
  const window = { kernel, strides, dilations: kernel.map(() => 1) };
  refuseGaps(layer, config['padding'], window);
  const lengths = isChannelsFirst(config) ? inputShapes[0]!.slice(2) : inputShapes[0]!.slice(1, -1);
  // AveragePool leaves padding out of the mean unless told otherwise: TensorFlow's rule.
  const attributes = { kernel_shape: kernel, strides, ...paddingAttributes(layer, config['padding'], lengths, window) };
  const y = graph.node(op, [toChannelsFirst(call)], attributes);
  return isChannelsFirst(config) ? y : channelsLast(graph, y, rank);
}

function globalPool({ graph, config, inputs, inputShapes }: LayerCall, op: 'ReduceMax' | 'ReduceMean'): string {
  const rank = inputShapes[0]!.length;
  const first = isChannelsFirst(config) ? inputs[0]! : freeChannelsFirst(graph, inputs[0]!, rank);
  const axes = Array.from({ length: rank - 2 }, (_, i) => i + (first === undefined ? 1 : 2));
  return graph.node(op, [first ?? inputs[0]!], { axes, keepdims: 0 });
}

registerLayerExporters(['MaxPooling1D', 'MaxPooling2D', 'MaxPooling3D'], (call) => pool(call, 'MaxPool'));
registerLayerExporters(['AveragePooling1D', 'AveragePooling2D', 'AveragePooling3D'], (call) => pool(call, 'AveragePool'));
registerLayerExporters(['GlobalMaxPooling1D', 'GlobalMaxPooling2D'], (call) => globalPool(call, 'ReduceMax'));
registerLayerExporters(['GlobalAveragePooling1D', 'GlobalAveragePooling2D'], (call) => globalPool(call, 'ReduceMean'));
