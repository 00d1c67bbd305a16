import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { roundHalfToEven, toHalf } from './rounding.js';

const value = (half: number) => {
  const [exponent, fraction] = [(half >> 10) & 31, half & 1023];
  const magnitude = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return half & 0x8000 ? -magnitude : magnitude;
};

describe('toHalf', () => {
  it("agrees with NumPy's float16", () => {
    // python -c "import numpy as np; print(int(np.float16(np.float32(0.1)).view(np.uint16)))"
    const known: [number, number][] = [
      [1, 15360],
      [-2.5, 49408],
      [0.1, 11878],
      [65504, 31743],
      [65519, 31743],
      [65520, 31744],
      [1e-5, 168],
      [6e-8, 1],
      [2.9e-8, 0],
      [3.14159265, 16968],
      [-0.3333, 46421],
      [2049, 26624],
      [2051, 26626],
    ];
    for (const [number, bits] of known) expect([number, toHalf(number)]).toEqual([number, bits]);
    expect(toHalf(NaN)).toBe(0x7e00);
    expect(toHalf(-Infinity)).toBe(0xfc00);
  });

  test.prop([fc.integer({ min: 0, max: 0x7bff })])('gives every half itself back, and the nearer neighbour between two', (half) => {
    expect(toHalf(value(half))).toBe(half);
    const [low, high] = [value(half), half === 0x7bff ? 65536 : value(half + 1)];
    expect(toHalf(low + (high - low) * 0.499)).toBe(half);
    expect(toHalf(low + (high - low) * 0.501)).toBe(half + 1);
  });
});

describe('roundHalfToEven', () => {
  it('rounds ties to the even neighbour', () => {
    expect([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4999, -1.2].map(roundHalfToEven).map((rounded) => rounded + 0)).toEqual([
      -2, -2, 0, 0, 2, 2, 2, -1,
    ]);
  });
});
