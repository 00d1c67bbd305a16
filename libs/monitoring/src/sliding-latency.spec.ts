import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { SlidingLatency } from './sliding-latency.js';

describe('SlidingLatency', () => {
  it('gives percentiles of the window and forgets what is older', () => {
    let now = 1_000_000;
    const latency = new SlidingLatency(30, () => now);
    for (let ms = 1; ms <= 100; ms++) latency.record(ms);
    const { count, p50_ms, p99_ms } = latency.summary();
    expect(count).toBe(100);
    expect(Math.abs(p50_ms - 50)).toBeLessThanOrEqual(0.5); // 1 % of resolution
    expect(Math.abs(p99_ms - 99)).toBeLessThanOrEqual(1);
    now += 29_000;
    expect(latency.summary().count).toBe(100);
    now += 1_000;
    expect(latency.summary()).toEqual({ count: 0, p50_ms: 0, p95_ms: 0, p99_ms: 0 });
  });

  it('gives the rate of the last whole seconds', () => {
    let now = 0;
    const latency = new SlidingLatency(30, () => now);
    for (; now < 10_000; now += 100) latency.record(1);
    expect(latency.rate(5)).toBe(10);
  });

  test.prop([fc.array(fc.double({ min: 0, max: 50_000, noNaN: true }), { minLength: 1, maxLength: 300 })])(
    'orders its percentiles',
    (values) => {
      const latency = new SlidingLatency();
      values.forEach((ms) => latency.record(ms));
      const { p50_ms, p95_ms, p99_ms } = latency.summary();
      expect(p50_ms).toBeLessThanOrEqual(p95_ms);
      expect(p95_ms).toBeLessThanOrEqual(p99_ms);
    },
  );
});
