import { describe, expect, it } from 'vitest';
import { noise } from '../parity.fixture.js';
import { entropyRange, percentileRange } from './clipping-range.js';
import { count, emptyHistogram } from './histogram.js';

describe('percentileRange', () => {
  it('leaves half of the rest out on each side', () => {
    const histogram = emptyHistogram({ min: 0, max: 1000 }, 1000);
    count(
      histogram,
      Float32Array.from({ length: 1000 }, (_, i) => i + 0.5),
    );
    expect(percentileRange(histogram, 99)).toEqual({ min: 5, max: 995 });
    expect(percentileRange(histogram, 100)).toEqual({ min: 0, max: 1000 });
  });
});

describe('entropyRange', () => {
  const values = noise(20_000, 3);
  const range = (data: Float32Array) => {
    const extremes = { min: Math.min(...data), max: Math.max(...data) };
    const magnitudes = emptyHistogram({ min: 0, max: Math.max(-extremes.min, extremes.max) });
    count(magnitudes, data.map(Math.abs));
    return entropyRange(magnitudes, extremes);
  };

  it('keeps nearly all of a compact distribution, and cuts far outliers off', () => {
    const compact = range(values);
    expect(compact.max).toBeGreaterThan(1.5); // a sum of four uniforms, so within ±2
    const spoilt = Float32Array.from(values);
    spoilt[0] = 40;
    const cut = range(spoilt);
    expect(cut.max).toBeGreaterThan(1.5);
    expect(cut.max).toBeLessThan(8);
    expect(cut.min).toBeCloseTo(Math.min(...values), 5); // nothing below −2 was seen
    expect(range(values.map((value) => Math.max(0, value))).max).toBeGreaterThan(1.5); // half of them zeros, as behind a ReLU
    expect(range(values.map((value) => Math.round(Math.abs(value) * 8) / 16)).max).toBeGreaterThan(0.75); // 17 different ones, as of pixels
  });
});
