/** Batch and layer normalisation as they predict: affine maps with moving or own statistics. */
import { registerLayerExporter } from './exporter-registry.js';
import { number } from './layer-config.js';
import type { LayerCall } from './layer-export.js';
import { throughTranspose } from './layout.js';

registerLayerExporter('BatchNormalization', (call) => {
  const { layer, graph, config, inputs, inputShapes } = call;
  const rank = inputShapes[0]!.length;
  const axis = (number(layer, config, 'axis', -1) + rank) % rank;
  return throughTranspose(graph, [inputs[0]!], ([x], axisOf) => {
    return axisOf(axis) === 1 ? batchNormalise(call, x!) : scaleAndShift(call, x!, rank, axisOf(axis));
  });
});

/** Channels second, or features of a matrix: ONNX' own operator, which runtimes fold into a convolution before it. */
function batchNormalise({ layer, graph, config, parameter, weight, hasWeight }: LayerCall, x: string): string {
  const length = weight('moving_mean').data.length;
  const filled = (name: string, value: number) => graph.constant(new Float32Array(length).fill(value), [length], graph.nameFor(name));
  const gamma = hasWeight('gamma') ? parameter('gamma') : filled('ones', 1);
  const beta = hasWeight('beta') ? parameter('beta') : filled('zeros', 0);
  const operands = [x, gamma, beta, parameter('moving_mean'), parameter('moving_variance')];
  return graph.node('BatchNormalization', operands, { epsilon: { float: number(layer, config, 'epsilon', 1e-3) } });
}

/** Any other axis: the statistics are constants, so x · scale + shift says it all. */
function scaleAndShift({ layer, graph, config, weight, hasWeight }: LayerCall, x: string, rank: number, axis: number): string {
  const epsilon = number(layer, config, 'epsilon', 1e-3);
  const [mean, variance] = [weight('moving_mean').data, weight('moving_variance').data];
  const scale = Float32Array.from(variance, (value, i) => (hasWeight('gamma') ? weight('gamma').data[i]! : 1) / Math.sqrt(value + epsilon));
  const shift = Float32Array.from(mean, (value, i) => (hasWeight('beta') ? weight('beta').data[i]! : 0) - value * scale[i]!);
  const shape = [mean.length, ...new Array<number>(rank - 1 - axis).fill(1)];
  const scaled = graph.node('Mul', [x, graph.constant(scale, shape, graph.nameFor('scale'))]);
  return graph.node('Add', [scaled, graph.constant(shift, shape, graph.nameFor('shift'))]);
}

registerLayerExporter('LayerNormalization', ({ layer, graph, config, inputs, inputShapes, parameter, weight, hasWeight, outputShapes }) => {
  const shape = inputShapes[0]!;
  const axes = [config['axis'] ?? -1].flat().map((axis) => (Number(axis) + shape.length) % shape.length);
  const epsilon = number(layer, config, 'epsilon', 1e-3);
  const lengths = axes.map((axis) => outputShapes[0]![axis]!);
  const first = Math.min(...axes);
  const isTrailing = axes.every((axis, i) => axis === first + i) && axes.length === shape.length - first;
  if (isTrailing) {
    const ones = () => graph.constant(new Float32Array(lengths.reduce((a, b) => a * b, 1)).fill(1), lengths, graph.nameFor('ones'));
    const operands = [inputs[0]!, hasWeight('gamma') ? parameter('gamma') : ones(), ...(hasWeight('beta') ? [parameter('beta')] : [])];
    return graph.node('LayerNormalization', operands, { axis: first, epsilon: { float: epsilon } });
  }
  const broadcast = (name: string) =>
    graph.constant(
      weight(name).data,
      shape.map((_, axis) => (axes.includes(axis) ? shape[axis]! : 1)),
      graph.nameFor(name),
    );
  const mean = graph.node('ReduceMean', [inputs[0]!], { axes, keepdims: 1 });
  const centred = graph.node('Sub', [inputs[0]!, mean]);
  const variance = graph.node('ReduceMean', [graph.node('Mul', [centred, centred])], { axes, keepdims: 1 });
  const normal = graph.node('Div', [centred, graph.node('Sqrt', [graph.node('Add', [variance, graph.scalar(epsilon)])])]);
  const scaled = hasWeight('gamma') ? graph.node('Mul', [normal, broadcast('gamma')]) : normal;
  return hasWeight('beta') ? graph.node('Add', [scaled, broadcast('beta')]) : scaled;
});
