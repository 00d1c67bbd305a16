import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { MergeBatches } from './merge-batches.js';

describe('MergeBatches', () => {
  it('hands what waits to one call', async () => {
    const calls: number[][] = [];
    const merged = new MergeBatches<number>(async (items) => calls.push(items) > 0, 10);
    expect(await Promise.all([merged.add([1, 2]), merged.add([3]), merged.add([4, 5])])).toEqual([true, true, true]);
    expect(calls).toEqual([[1, 2, 3, 4, 5]]);
  });

  it('rejects those whose call failed, and goes on', async () => {
    const merged = new MergeBatches<number>(async (items) => {
      if (items.includes(13)) throw new Error('unlucky');
      return true;
    }, 2);
    const [first, second] = [merged.add([13, 1]), merged.add([2, 3])];
    await expect(first).rejects.toThrow('unlucky');
    expect(await second).toBe(true);
  });

  test.prop([fc.array(fc.array(fc.integer(), { minLength: 1, maxLength: 5 }), { maxLength: 30 }), fc.integer({ min: 5, max: 12 })])(
    'loses nothing, keeps the order and the limit',
    async (batches, limit) => {
      const calls: number[][] = [];
      const merged = new MergeBatches<number>(async (items) => calls.push(items) > 0, limit);
      await Promise.all(batches.map((batch) => merged.add(batch)));
      expect(calls.flat()).toEqual(batches.flat());
      for (const call of calls) expect(call.length).toBeLessThanOrEqual(limit);
    },
  );
});
