/** The arithmetic of quantisation: which integer stands for which number. */
import { InvalidInputError } from '@casebook/core';
import { roundHalfToEven } from '../graph/rounding.js';

/**
 * How many bits of int8 the weights use. 7 keeps them in [−64, 64]: on x64 processors without VNNI, ONNX Runtime adds two products
 * uint8 · int8 in 16 bits that saturate, and 255 · 64 · 2 is the largest sum that fits. 8 is for processors with VNNI or AMX, for ARM, and
 * for sessions with `session.x64quantprecision` = 1.
 */
export type WeightBits = 7 | 8;

const limits: Record<WeightBits, number> = { 7: 64, 8: 127 };

/** Weights as integers; w ≈ scale[channel] · value. */
export interface QuantisedWeights {
  values: Int8Array;
  scales: Float32Array;
}

/**
 * Symmetric int8 weights, one scale per channel along an axis: scale = max|w| / limit (Jacob et al. 2018, Krishnamoorthi 2018).
 *
 * @param data row-major, of the shape `dims`
 * @param axis which dimension is the channel
 * @throws {InvalidInputError} `QUANTISE_NOT_FINITE` where a weight is not a finite number
 */
export function quantiseWeights(data: Float32Array, dims: readonly number[], axis: number, bits: WeightBits = 7): QuantisedWeights {
  const inner = dims.slice(axis + 1).reduce((a, b) => a * b, 1);
  const channels = dims[axis]!;
  const channel = (i: number) => Math.floor(i / inner) % channels;
  const largest = new Float32Array(channels);
  data.forEach((weight, i) => {
    if (!Number.isFinite(weight)) {
      throw new InvalidInputError('QUANTISE_NOT_FINITE', `A weight is ${weight}: the model has diverged, quantise an earlier one.`);
    }
    largest[channel(i)] = Math.max(largest[channel(i)]!, Math.abs(weight));
  });
  // A channel of zeros may have any scale; the smallest one keeps 1 / scale finite.
  const scales = largest.map((value) => Math.max(value / limits[bits], 2 ** -100));
  const clamp = (value: number) => Math.max(-limits[bits], Math.min(limits[bits], value));
  return { values: Int8Array.from(data, (weight, i) => clamp(roundHalfToEven(weight / scales[channel(i)]!))), scales };
}

/** The lowest and the highest value of an activation. */
export interface Range {
  min: number;
  max: number;
}

/** x ≈ scale · (value − zeroPoint), value in 0 … 255. */
export interface ActivationScale {
  scale: number;
  zeroPoint: number;
}

/** Asymmetric uint8 over a range that is widened to hold 0, which padding and ReLU need exactly; as ONNX' DynamicQuantizeLinear. */
export function activationScale({ min, max }: Range): ActivationScale {
  const low = Math.min(0, min);
  const high = Math.max(0, max);
  const scale = Math.fround((high - low) / 255) || 1;
  return { scale, zeroPoint: Math.max(0, Math.min(255, roundHalfToEven(-low / scale))) };
}

/** A bias in units of input scale · weight scale, so that it adds to the integer sums. */
export function quantiseBias(
  bias: Float32Array,
  inputScale: number,
  weightScales: Float32Array,
): { values: Int32Array; scales: Float32Array } {
  const scales = weightScales.map((scale) => scale * inputScale);
  const clamp = (value: number) => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value));
  return { values: Int32Array.from(bias, (value, i) => clamp(roundHalfToEven(value / scales[i]!))), scales };
}
