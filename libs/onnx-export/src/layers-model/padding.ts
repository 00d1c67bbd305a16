/** TensorFlow's padding of convolutions and pools as ONNX attributes. */
import type { OnnxAttribute } from '../graph/onnx-attribute.js';
import { cannotExport } from './exporter-registry.js';
import type { TfLayer } from './tf-layer.js';

export interface Window {
  kernel: readonly number[];
  strides: readonly number[];
  dilations: readonly number[];
}

/**
 * 'same' gives ⌈length / stride⌉ places and puts the odd cell of padding at the end (tf.nn's "Notes on padding").
 *
 * Where a length is open and the stride is not 1, the amount is only known at run time: SAME_UPPER is the same rule.
 * @param lengths spatial lengths of the input; null is any
 * @throws {InvalidInputError} `ONNX_LAYER` for strides wider than the window over an open length
 */
export function paddingAttributes(
  layer: TfLayer,
  padding: unknown,
  lengths: readonly (number | null)[],
  window: Window,
): Record<string, OnnxAttribute> {
  if (padding !== 'same') return {};
  const totals = lengths.map((length, i) => samePadding(length, window.kernel[i]!, window.strides[i]!, window.dilations[i]!));
  if (totals.includes(undefined)) {
    // ONNX Runtime 1.30 pads pools by a negative amount there, and refuses it.
    if (hasGaps(window))
      throw cannotExport(layer, "with padding 'same' and strides wider than its window it needs an input of known lengths");
    return { auto_pad: 'SAME_UPPER' };
  }
  const begins = totals.map((total) => Math.floor(total! / 2));
  const pads = [...begins, ...totals.map((total, i) => total! - begins[i]!)];
  return pads.some((pad) => pad > 0) ? { pads } : {};
}

function samePadding(length: number | null, kernel: number, stride: number, dilation: number): number | undefined {
  const reach = (kernel - 1) * dilation + 1;
  if (stride === 1 || reach === 1) return reach - 1;
  return length === null ? undefined : Math.max((Math.ceil(length / stride) - 1) * stride + reach - length, 0);
}

/** Padding and output padding of a transposed convolution, whose output is length · stride ('same') or as long as every window reaches. */
export function transposedPadding(padding: unknown, { kernel, strides }: Window): Record<string, OnnxAttribute> {
  const over = kernel.map((size, i) => size - strides[i]!);
  const totals = over.map((excess) => (padding === 'same' ? Math.max(excess, 0) : 0));
  const begins = totals.map((total) => Math.floor(total / 2));
  return {
    pads: [...begins, ...totals.map((total, i) => total - begins[i]!)],
    output_padding: over.map((excess) => Math.max(-excess, 0)),
  };
}

/**
 * In three dimensions TensorFlow.js' own backends pad by a negative amount where strides step over cells, its native one by none.
 * @throws {InvalidInputError} `ONNX_LAYER` there: one file cannot agree with both
 */
export function refuseGaps(layer: TfLayer, padding: unknown, window: Window): void {
  if (padding === 'same' && window.kernel.length === 3 && hasGaps(window)) {
    throw cannotExport(
      layer,
      "with padding 'same' and strides wider than its window TensorFlow.js' backends disagree. Use padding 'valid'",
    );
  }
}

const hasGaps = ({ kernel, strides, dilations }: Window): boolean => kernel.some((size, i) => (size - 1) * dilations[i]! + 1 < strides[i]!);
