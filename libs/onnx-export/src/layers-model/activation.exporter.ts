/** Activations as layers of their own. */
import { appendActivation } from './activation.js';
import { cannotExport, registerLayerExporter } from './exporter-registry.js';
import { number } from './layer-config.js';
import { permute, throughTranspose } from './layout.js';

registerLayerExporter('Activation', ({ layer, graph, config, inputs }) => appendActivation(layer, graph, inputs[0]!, config['activation']));

registerLayerExporter('ReLU', ({ layer, graph, config, inputs }) =>
  throughTranspose(graph, [inputs[0]!], ([x]) => {
    if (config['maxValue'] == null) return graph.node('Relu', [x!]);
    return graph.node('Clip', [x!, graph.scalar(0), graph.scalar(number(layer, config, 'maxValue', 6))]);
  }),
);

registerLayerExporter('LeakyReLU', ({ layer, graph, config, inputs }) =>
  throughTranspose(graph, [inputs[0]!], ([x]) => graph.node('LeakyRelu', [x!], { alpha: { float: number(layer, config, 'alpha', 0.3) } })),
);

registerLayerExporter('ELU', ({ graph, inputs }) =>
  throughTranspose(graph, [inputs[0]!], ([x]) => graph.node('Elu', [x!], { alpha: { float: 1 } })),
);

registerLayerExporter('ThresholdedReLU', ({ layer, graph, config, inputs }) =>
  throughTranspose(graph, [inputs[0]!], ([x]) =>
    graph.node('ThresholdedRelu', [x!], { alpha: { float: number(layer, config, 'theta', 1) } }),
  ),
);

registerLayerExporter('PReLU', ({ graph, inputs, inputShapes, parameter }) =>
  throughTranspose(graph, [inputs[0]!], ([x], axisOf) => {
    const order = inputShapes[0]!.map((_, axis) => axis).sort((a, b) => axisOf(a) - axisOf(b));
    const slope = parameter('alpha', ({ data, shape }) => permute(data, [1, ...shape], order), order.join());
    return graph.node('PRelu', [x!, slope]);
  }),
);

registerLayerExporter('Softmax', ({ layer, graph, config, inputs, masks, hasStaleMask }) => {
  if (masks[0] !== undefined || hasStaleMask) {
    throw cannotExport(layer, 'a masked Softmax is not supported. Mask its input yourself, or register an exporter for it');
  }
  if (Array.isArray(config['axis']) && config['axis'].length > 1)
    throw cannotExport(layer, 'it normalises over several axes. Flatten them first');
  const axis = Number([config['axis'] ?? 1].flat()[0]);
  return throughTranspose(graph, [inputs[0]!], ([x], axisOf) => graph.node('Softmax', [x!], { axis: axisOf(axis) }));
});
