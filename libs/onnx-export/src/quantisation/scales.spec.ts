import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { activationScale, quantiseBias, quantiseWeights } from './scales.js';

const floats = fc
  .array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 12, maxLength: 12 })
  .map((list) => Float32Array.from(list));

describe('quantiseWeights', () => {
  it('gives each channel its own scale, along any axis', () => {
    const data = Float32Array.of(1, 64, -0.5, 32); // 2 × 2
    expect(quantiseWeights(data, [2, 2], 1)).toEqual({ values: Int8Array.of(64, 64, -32, 32), scales: Float32Array.of(1 / 64, 1) });
    expect(quantiseWeights(data, [2, 2], 0)).toEqual({ values: Int8Array.of(1, 64, -1, 64), scales: Float32Array.of(1, 0.5) });
  });

  test.prop([floats, fc.constantFrom(0, 1, 2), fc.constantFrom(7 as const, 8 as const)])(
    'is never off by more than half a step',
    (data, axis, bits) => {
      const dims = [2, 3, 2];
      const { values, scales } = quantiseWeights(data, dims, axis, bits);
      const inner = dims.slice(axis + 1).reduce((a, b) => a * b, 1);
      data.forEach((weight, i) => {
        const scale = scales[Math.floor(i / inner) % dims[axis]!]!;
        expect(Math.abs(weight - values[i]! * scale)).toBeLessThanOrEqual(scale * 0.5001);
        expect(Math.abs(values[i]!)).toBeLessThanOrEqual(bits === 7 ? 64 : 127);
      });
    },
  );

  it('7 bits: two products with uint8 fit 16 bits, 65 would not', () => {
    expect(255 * 64 * 2).toBeLessThan(2 ** 15);
    expect(255 * 65 * 2).toBeGreaterThan(2 ** 15);
  });
});

describe('activationScale', () => {
  it('maps 0 to an integer exactly, and the ends to 0 and 255', () => {
    expect(activationScale({ min: -1, max: 254 })).toEqual({ scale: 1, zeroPoint: 1 });
    expect(activationScale({ min: 3, max: 255 })).toEqual({ scale: 1, zeroPoint: 0 }); // widened to hold 0
    expect(activationScale({ min: -255, max: -3 })).toEqual({ scale: 1, zeroPoint: 255 });
    expect(activationScale({ min: 0, max: 0 })).toEqual({ scale: 1, zeroPoint: 0 });
  });
});

describe('quantiseBias', () => {
  it('counts in units of the integer sums, and saturates at int32', () => {
    const { values, scales } = quantiseBias(Float32Array.of(1, -3, 1e30), 0.5, Float32Array.of(0.25, 1, 1));
    expect(Array.from(values)).toEqual([8, -6, 2 ** 31 - 1]);
    expect(Array.from(scales)).toEqual([0.125, 0.5, 0.5]);
  });
});
