/** Rounding as IEEE 754 has it: to half-precision numbers (binary16) and to whole ones. */

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/**
 * The 16 bits of the half-precision number nearest to a float32, ties to even; beyond 65,504 it is infinite.
 *
 * @example
 * toHalf(1); // 0x3c00
 */
export function toHalf(value: number): number {
  float[0] = value;
  const word = bits[0]!;
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // not a number
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // rounds to 65,536 or more
  if (magnitude < 0x38800000) {
    // Below 2⁻¹⁴ halves are evenly spaced, 2⁻²⁴ apart.
    return sign | roundHalfToEven(Math.abs(float[0]) * 2 ** 24);
  }
  const rebased = magnitude - 0x38000000; // exponent bias 127 to 15
  return sign | ((rebased + 0xfff + ((rebased >>> 13) & 1)) >>> 13);
}

/** Rounds as ONNX' QuantizeLinear and IEEE 754 do: 0.5 to 0, 1.5 and 2.5 to 2. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
