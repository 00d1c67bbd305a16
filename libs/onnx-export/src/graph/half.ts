/** Lists of half-precision numbers as the 16-bit patterns that ONNX stores. */
import { toHalf } from './rounding.js';

/** The largest finite half. */
export const LARGEST_HALF = 65504;

/** The nearest halves. What lies beyond ±65504, also infinity, becomes that: an infinite weight would poison every result. */
export const halvesOf = (values: ArrayLike<number>): Uint16Array =>
  Uint16Array.from(values, (value) => toHalf(Math.max(-LARGEST_HALF, Math.min(LARGEST_HALF, value))));

/** The numbers that half patterns stand for; exact. */
export const fromHalves = (halves: Uint16Array): Float32Array =>
  Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >>> 10) & 0x1f;
    const mantissa = half & 0x3ff;
    if (exponent === 0) return sign * mantissa * 2 ** -24;
    if (exponent === 31) return mantissa ? NaN : sign * Infinity;
    return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
  });
