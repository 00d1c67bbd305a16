/** Layers that move, repeat, cut or pad without computing. */
import { cannotExport, registerLayerExporter } from './exporter-registry.js';
import { isChannelsFirst, number, numbers } from './layer-config.js';
import type { LayerCall } from './layer-export.js';
import { channelsLast, throughTranspose, transpose } from './layout.js';
import { toChannelsFirst } from './convolution.exporter.js';

registerLayerExporter('Reshape', ({ graph, config, inputs }) => {
  const target = (config['targetShape'] as (number | null)[]).map((length) => (length === null || length < 0 ? -1 : length));
  return graph.node('Reshape', [inputs[0]!, graph.integers([0, ...target])]); // 0: as long as before
});

registerLayerExporter('Flatten', ({ graph, config, inputs, inputShapes }) => {
  const rank = inputShapes[0]!.length;
  const x = isChannelsFirst(config) ? channelsLast(graph, inputs[0]!, rank) : inputs[0]!;
  return graph.node('Flatten', [x], { axis: 1 });
});

registerLayerExporter('Permute', ({ graph, config, inputs }) => transpose(graph, inputs[0]!, [0, ...(config['dims'] as number[])]));

registerLayerExporter('RepeatVector', ({ layer, graph, config, inputs }) => {
  const row = graph.node('Unsqueeze', [inputs[0]!, graph.integers([1])]);
  return graph.node('Expand', [row, graph.integers([1, number(layer, config, 'n', 1), 1])]);
});

registerLayerExporter('ZeroPadding2D', ({ graph, config, inputs }) => {
  const padding = config['padding'] as [[number, number], [number, number]];
  return throughTranspose(graph, [inputs[0]!], ([x], axisOf) => {
    const pads = new Array<number>(8).fill(0);
    imageAxes(config).forEach((axis, i) => {
      [pads[axisOf(axis)], pads[axisOf(axis) + 4]] = padding[i]!;
    });
    return graph.node('Pad', [x!, graph.integers(pads)]);
  });
});

registerLayerExporter('Cropping2D', ({ graph, config, inputs }) => {
  const cropping = config['cropping'] as [[number, number], [number, number]];
  return throughTranspose(graph, [inputs[0]!], ([x], axisOf) => {
    const ends = cropping.map(([, end]) => (end === 0 ? 2 ** 31 - 1 : -end));
    const operands = [cropping.map(([start]) => start), ends, imageAxes(config).map(axisOf)];
    return graph.node('Slice', [x!, ...operands.map((list) => graph.integers(list))]);
  });
});

const imageAxes = (config: LayerCall['config']): [number, number] => (isChannelsFirst(config) ? [2, 3] : [1, 2]);

registerLayerExporter('UpSampling2D', (call) => {
  const { layer, graph, config, inputShapes } = call;
  const y = upsample(call, toChannelsFirst(call), numbers(layer, config, 'size', 2, 2), config['interpolation'] === 'bilinear');
  return isChannelsFirst(config) ? y : channelsLast(graph, y, inputShapes[0]!.length);
});

/**
 * Enlarges the axes after the second one by whole factors, as tf.image.resizeNearestNeighbor and resizeBilinear do (corners not aligned,
 * pixels at whole coordinates).
 * @param x channels-first edge
 */
export function upsample(
  { layer, graph }: Pick<LayerCall, 'layer' | 'graph'>,
  x: string,
  factors: readonly number[],
  isLinear = false,
): string {
  if (factors.some((factor) => factor < 1)) throw cannotExport(layer, `it enlarges by ${factors.join(', ')}. Use factors of at least 1`);
  const scales = graph.constant([1, 1, ...factors], [factors.length + 2], graph.nameFor('scales'));
  const mode = isLinear ? 'linear' : 'nearest';
  return graph.node('Resize', [x, '', scales], { mode, nearest_mode: 'floor', coordinate_transformation_mode: 'asymmetric' });
}

registerLayerExporter('Rescaling', ({ layer, graph, config, inputs }) =>
  throughTranspose(graph, [inputs[0]!], ([x]) => {
    const scaled = graph.node('Mul', [x!, graph.scalar(number(layer, config, 'scale', 1))]);
    const offset = number(layer, config, 'offset', 0);
    return offset === 0 ? scaled : graph.node('Add', [scaled, graph.scalar(offset)]);
  }),
);
