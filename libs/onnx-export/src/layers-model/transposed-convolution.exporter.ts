/** Transposed convolutions of two and three dimensions. */
import { finish, toChannelsFirst, windowOf } from './convolution.exporter.js';
import { registerLayerExporters } from './exporter-registry.js';
import type { Weight } from './layer-export.js';
import { permute } from './layout.js';
import { transposedPadding } from './padding.js';

/** [...window, out, in] to [in, out, ...window]. */
const kernelOf = ({ data, shape }: Weight): Weight => {
  const spatial = shape.length - 2;
  return permute(data, shape, [spatial + 1, spatial, ...Array.from({ length: spatial }, (_, axis) => axis)]);
};

registerLayerExporters(['Conv2DTranspose', 'Conv3DTranspose'], (call) => {
  const { graph, config, parameter, hasWeight } = call;
  const window = windowOf(call);
  const operands = [toChannelsFirst(call), parameter('kernel', kernelOf), ...(hasWeight('bias') ? [parameter('bias')] : [])];
  const y = graph.node('ConvTranspose', operands, {
    kernel_shape: window.kernel,
    strides: window.strides,
    ...transposedPadding(config['padding'], window),
  });
  return finish(call, y);
});
