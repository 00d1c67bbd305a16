import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { LengthBuckets, type Waiting } from './length-buckets.js';

/** Share of a batch that is padding. */
const padding = (batch: readonly Waiting[]) => {
  const lengths = batch.map(({ length }) => length);
  return 1 - lengths.reduce((sum, length) => sum + length, 0) / (lengths.length * Math.max(...lengths));
};

const bounds = fc.record({ maxBatch: fc.integer({ min: 1, max: 20 }), maxCells: fc.integer({ min: 1, max: 4000 }) });
const share = fc.double({ min: 0.01, max: 0.9, noNaN: true });
const lengths = fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 200 });

describe('LengthBuckets', () => {
  test.prop([share, bounds, lengths])(
    'gives every request once, in order within a batch, in batches within all bounds',
    (maxPadding, most, all) => {
      const buckets = new LengthBuckets<Waiting>(maxPadding, most);
      const requests = all.map((length, order) => ({ length, order }));
      for (const request of requests) buckets.add(request);
      expect(buckets.cells).toBe(all.reduce((sum, length) => sum + length, 0));

      const given: Waiting[] = [];
      while (buckets.size > 0) {
        const heads = buckets.heads();
        const waiting = requests.filter((request) => !given.includes(request));
        expect(heads[0]!.requests[0]).toBe(waiting[0]); // who has waited longest is never passed over
        const batch = heads[0]!.requests;
        expect(batch.length).toBeLessThanOrEqual(most.maxBatch);
        if (batch.length > 1) expect(batch.length * Math.max(...batch.map(({ length }) => length))).toBeLessThanOrEqual(most.maxCells);
        expect(padding(batch)).toBeLessThan(maxPadding);
        expect(batch.map(({ order }) => order)).toEqual(batch.map(({ order }) => order).sort((a, b) => a - b));
        for (const request of batch) expect(buckets.delete(request)).toBe(true);
        given.push(...batch);
      }
      expect(new Set(given)).toEqual(new Set(requests));
      expect([given.length, buckets.cells]).toEqual([requests.length, 0]);
    },
  );

  it('forgets who left, and only once', () => {
    const buckets = new LengthBuckets<Waiting>(0.25, { maxBatch: 4, maxCells: 100 });
    const [a, b] = [
      { length: 10, order: 0 },
      { length: 10, order: 1 },
    ];
    buckets.add(a);
    buckets.add(b);
    expect([buckets.delete(a), buckets.delete(a)]).toEqual([true, false]);
    expect(buckets.heads()).toEqual([{ requests: [b], full: false }]);
    expect([buckets.size, buckets.cells, buckets.batches]).toEqual([1, 10, 1]);
  });
});
