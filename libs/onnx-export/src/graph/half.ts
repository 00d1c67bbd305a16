/** IEEE 754 half-precision numbers as the 16-bit patterns that ONNX stores. */

/** The largest finite half. */
export const LARGEST_HALF = 65504;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Rounds to the nearest half, ties to even. Beyond ±65504 it saturates, because an infinite weight would poison every result. */
export function toHalf(values: ArrayLike<number>): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < halves.length; i++) halves[i] = halfBits(values[i]!);
  return halves;
}

function halfBits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  float[0] = Math.max(-LARGEST_HALF, Math.min(LARGEST_HALF, value));
  const single = bits[0]!;
  const sign = (single >>> 16) & 0x8000;
  const exponent = ((single >>> 23) & 0xff) - 112; // half's exponent: single's bias 127, half's 15
  const mantissa = single & 0x7fffff;
  if (exponent > 0) return sign | (((exponent << 10) | (mantissa >>> 13)) + roundUp(mantissa, 13));
  if (exponent < -10) return sign;
  const shift = 14 - exponent;
  const whole = mantissa | 0x800000;
  return sign | ((whole >>> shift) + roundUp(whole, shift));
}

function roundUp(mantissa: number, shift: number): number {
  const rest = mantissa & ((1 << shift) - 1);
  const tie = 1 << (shift - 1);
  return rest > tie || (rest === tie && (mantissa >>> shift) & 1) ? 1 : 0;
}

/** The numbers that half patterns stand for; exact. */
export function fromHalf(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >>> 10) & 0x1f;
    const mantissa = half & 0x3ff;
    if (exponent === 0) return sign * mantissa * 2 ** -24;
    if (exponent === 31) return mantissa ? NaN : sign * Infinity;
    return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
  });
}
