import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { fromHalves, halvesOf } from './half.js';

describe('halves', () => {
  it('are those that numpy writes', () => {
    // numpy.array([1, -2, 0.1, 1/3, 6e-8, 65504, 5.96e-8, 1e-10], numpy.float16).view(numpy.uint16)
    expect([...halvesOf([1, -2, 0.1, 1 / 3, 6e-8, 65504, 5.96e-8, 1e-10])]).toEqual([15360, 49152, 11878, 13653, 1, 31743, 1, 0]);
  });

  it('saturate instead of becoming infinite, and keep what is not a number', () => {
    expect([...fromHalves(halvesOf([1e9, -1e9, Infinity, NaN]))]).toEqual([65504, -65504, 65504, NaN]);
  });

  test.prop([fc.uint8Array({ minLength: 2, maxLength: 40 })])('come back exactly where they are finite', (bytes) => {
    const halves = new Uint16Array(bytes.slice(0, bytes.length & ~1).buffer).filter((half) => (half & 0x7c00) !== 0x7c00);
    expect([...halvesOf(fromHalves(halves))]).toEqual([...halves]);
  });
});
