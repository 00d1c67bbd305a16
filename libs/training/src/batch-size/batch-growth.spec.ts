import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { batchGrowth } from './batch-growth.js';

describe('batchGrowth', () => {
  it('doubles by epochs, and accumulates what does not fit', () => {
    const plan = batchGrowth({ initial: 64, every: 2, max: 300, fits: 128 });
    expect([0, 1, 2, 4, 6, 50].map(plan)).toEqual([
      { batchSize: 64, microBatch: 64, accumulate: 1 },
      { batchSize: 64, microBatch: 64, accumulate: 1 },
      { batchSize: 128, microBatch: 128, accumulate: 1 },
      { batchSize: 256, microBatch: 128, accumulate: 2 },
      { batchSize: 300, microBatch: 100, accumulate: 3 },
      { batchSize: 300, microBatch: 100, accumulate: 3 },
    ]);
  });

  test.prop(
    [
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 1.1, max: 4, noNaN: true }),
      fc.integer({ min: 1, max: 300 }),
    ],
    { numRuns: 30 },
  )('never shrinks by more than rounding, never exceeds max, and each part fits', (initial, every, factor, fits) => {
    const plan = batchGrowth({ initial, every, factor, max: 1000, fits });
    for (let epoch = 0; epoch < 30; epoch++) {
      const [now, next] = [plan(epoch), plan(epoch + 1)];
      expect(now.microBatch).toBeLessThanOrEqual(fits);
      expect(now.microBatch).toBeGreaterThanOrEqual(1);
      expect(now.batchSize).toBe(now.microBatch * now.accumulate);
      expect(now.batchSize).toBeLessThanOrEqual(1000);
      expect(next.batchSize).toBeGreaterThan(now.batchSize - next.accumulate);
    }
  });

  it('refuses what does not grow', () => {
    expect(() => batchGrowth({ initial: 64, every: 1, factor: 1, max: 128 })).toThrow(expect.objectContaining({ code: 'BATCH_GROWTH' }));
  });
});
