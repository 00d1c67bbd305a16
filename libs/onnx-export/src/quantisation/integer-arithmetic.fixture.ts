/** For specs: quantised layers computed with plain integers, straight from the definitions. */
import { activationScale, quantiseBias, quantiseWeights, type ActivationScale, type Range } from './scales.js';

const round = (value: number) => {
  const nearest = Math.round(value);
  return Math.abs(value % 1) === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
};
const clamp = (value: number) => Math.max(0, Math.min(255, value));

export const rangeOf = (values: ArrayLike<number>): Range => ({
  min: Math.min(...Array.from(values)),
  max: Math.max(...Array.from(values)),
});

export const toUint8 = (values: Float32Array, { scale, zeroPoint }: ActivationScale) =>
  Array.from(values, (value) => clamp(round(Math.fround(value / scale)) + zeroPoint));

export const fromUint8 = (values: readonly number[], { scale, zeroPoint }: ActivationScale) =>
  Float32Array.from(values, (value) => (value - zeroPoint) * scale);

/** What a uint8 kernel answers: the integer sums in units of the output. */
export const requantise = (sums: readonly number[], multiplier: (i: number) => number, out: ActivationScale) =>
  sums.map((sum, i) => clamp(round(Math.fround(sum * Math.fround(multiplier(i)))) + out.zeroPoint));

export interface Layer {
  /** rows × inputs. */
  x: Float32Array;
  /** inputs × units. */
  kernel: Float32Array;
  inputs: number;
  units: number;
  bias?: Float32Array;
  range: Range;
}

/** Integer sums of x · kernel (+ bias), with what turns them into numbers: sum · scale[unit]. */
export function integerProduct({ x, kernel, inputs, units, bias, range }: Layer) {
  const input = activationScale(range);
  const q = toUint8(x, input);
  const w = quantiseWeights(kernel, [inputs, units], 1);
  const b = bias && quantiseBias(bias, input.scale, w.scales).values;
  const sums: number[] = [];
  for (let row = 0; row < x.length / inputs; row++) {
    for (let unit = 0; unit < units; unit++) {
      let sum = b?.[unit] ?? 0;
      for (let i = 0; i < inputs; i++) sum += (q[row * inputs + i]! - input.zeroPoint) * w.values[i * units + unit]!;
      sums.push(sum);
    }
  }
  return { sums, scales: Array.from(w.scales, (scale) => Math.fround(scale * input.scale)) };
}

/**
 * A convolution of stride 1 and no padding as rows for `integerProduct`: every window of [channels, …size] becomes a row.
 * @returns row-major windows × (channels · kernel volume)
 */
export function windows(x: Float32Array, channels: number, size: readonly number[], kernel: readonly number[]): Float32Array {
  const places = cells(size.map((length, axis) => length - kernel[axis]! + 1));
  const offsets = cells(kernel);
  const volume = size.reduce((a, b) => a * b, 1);
  const at = (place: number[], offset: number[]) => size.reduce((index, length, axis) => index * length + place[axis]! + offset[axis]!, 0);
  return Float32Array.from(
    places.flatMap((place) =>
      Array.from({ length: channels }, (_, channel) => offsets.map((offset) => x[channel * volume + at(place, offset)]!)).flat(),
    ),
  );
}

/** All indices of a box, row-major. */
const cells = (size: readonly number[]): number[][] =>
  size.reduce<number[][]>((so, length) => so.flatMap((index) => Array.from({ length }, (_, i) => [...index, i])), [[]]);
