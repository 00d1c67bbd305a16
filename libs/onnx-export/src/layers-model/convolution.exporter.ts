/** Convolutions of one, two and three dimensions, plain, depthwise and separable. */
import { appendActivation } from './activation.js';
import { cannotExport, registerLayerExporter, registerLayerExporters } from './exporter-registry.js';
import { isChannelsFirst, numbers } from './layer-config.js';
import type { LayerCall, Weight } from './layer-export.js';
import { channelsFirst, channelsLast, permute } from './layout.js';
import { paddingAttributes, refuseGaps, type Window } from './padding.js';

/** [...window, in, out] to [out, in, ...window]. */
const convKernel = ({ data, shape }: Weight): Weight => {
  const spatial = shape.length - 2;
  return permute(data, shape, [spatial + 1, spatial, ...Array.from({ length: spatial }, (_, axis) => axis)]);
};

/** [height, width, in, multiplier] to [in · multiplier, 1, height, width]. */
const depthwiseKernel = ({ data, shape }: Weight): Weight => {
  const [height, width, inputs, multiplier] = shape as [number, number, number, number];
  return { data: permute(data, shape, [2, 3, 0, 1]).data, shape: [inputs * multiplier, 1, height, width] };
};

/** Appends Conv between the layouts: input and answer are channels-first edges. */
export function appendConvolution(call: LayerCall, x: string, kernel: string, window: Window, group: number, withBias: boolean): string {
  const { layer, graph, config, inputShapes, parameter, hasWeight } = call;
  const lengths = isChannelsFirst(config) ? inputShapes[0]!.slice(2) : inputShapes[0]!.slice(1, -1);
  return graph.node('Conv', [x, kernel, ...(withBias && hasWeight('bias') ? [parameter('bias')] : [])], {
    kernel_shape: window.kernel,
    strides: window.strides,
    dilations: window.dilations,
    group,
    ...paddingAttributes(layer, config['padding'], lengths, window),
  });
}

/** The input with channels first, whatever the layer's own format. */
export function toChannelsFirst({ graph, config, inputs, inputShapes }: LayerCall): string {
  return isChannelsFirst(config) ? inputs[0]! : channelsFirst(graph, inputs[0]!, inputShapes[0]!.length);
}

/** From channels first to the layer's own format, and its activation there. */
export function finish({ layer, graph, config, inputShapes }: LayerCall, y: string): string {
  const result = isChannelsFirst(config) ? y : channelsLast(graph, y, inputShapes[0]!.length);
  return appendActivation(layer, graph, result, config['activation']);
}

export function windowOf({ layer, config, inputShapes }: LayerCall): Window {
  const spatial = inputShapes[0]!.length - 2;
  const list = (key: string) => numbers(layer, config, key, spatial);
  const window = { kernel: list('kernelSize'), strides: list('strides'), dilations: list('dilationRate') };
  refuseGaps(layer, config['padding'], window);
  return window;
}

const channelsOf = ({ config, inputShapes }: LayerCall): number => inputShapes[0]!.at(isChannelsFirst(config) ? 1 : -1)!;

registerLayerExporters(['Conv1D', 'Conv2D', 'Conv3D'], (call) => {
  // Conv1D's configuration leaves its format out.
  if (call.layer.getClassName() === 'Conv1D' && Reflect.get(call.layer, 'dataFormat') === 'channelsFirst') {
    throw cannotExport(call.layer, 'with channelsFirst TensorFlow.js gives its answer channels last. Use channelsLast');
  }
  return finish(call, appendConvolution(call, toChannelsFirst(call), call.parameter('kernel', convKernel), windowOf(call), 1, true));
});

registerLayerExporter('DepthwiseConv2D', (call) => {
  // TensorFlow.js ignores this layer's dilation.
  const window = { ...windowOf(call), dilations: [1, 1] };
  const kernel = call.parameter('depthwise_kernel', depthwiseKernel);
  return finish(call, appendConvolution(call, toChannelsFirst(call), kernel, window, channelsOf(call), true));
});

registerLayerExporter('SeparableConv2D', (call) => {
  if (isChannelsFirst(call.config)) {
    throw cannotExport(call.layer, 'with channelsFirst TensorFlow.js adds its bias to the wrong axis. Use channelsLast');
  }
  const kernel = call.parameter('depthwise_kernel', depthwiseKernel);
  const depthwise = appendConvolution(call, toChannelsFirst(call), kernel, windowOf(call), channelsOf(call), false);
  const point = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1] };
  return finish(call, appendConvolution(call, depthwise, call.parameter('pointwise_kernel', convKernel), point, 1, true));
});
