import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { slicesOf, type InstanceRow } from './slices-of.js';

/** Ten slices of 2 mm, from z = 0 up; named by their height. */
const slices: InstanceRow[] = Array.from({ length: 10 }, (_, n) => ({
  sop_uid: String(2 * n),
  sop_class_uid: 'ct',
  tags: { '00200032': { vr: 'DS', Value: [-100, -100, 2 * n] }, '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] } },
}));
const heights = (z: number, diameter: number, of = slices) => slicesOf(of, [5, 5, z], diameter).map(({ sop_uid }) => Number(sop_uid));

describe('slices of a nodule', () => {
  it('are those that it reaches', () => expect(heights(7, 6)).toEqual([4, 6, 8, 10]));
  it('are the nearest where it lies between two', () => expect(heights(8.9, 0.5)).toEqual([8]));
  it('are none of files without a position', () => expect(heights(8, 6, [{ ...slices[0]!, tags: {} }])).toEqual([]));

  test.prop([fc.double({ min: -30, max: 50, noNaN: true }), fc.double({ min: 0.1, max: 40, noNaN: true })])(
    'are the nearest one and its neighbours, in a row',
    (z, diameter) => {
      const found = heights(z, diameter);
      expect(found.length).toBeGreaterThan(0);
      found.slice(1).forEach((height, n) => expect(height - found[n]!).toBe(2));
      const nearest = Math.min(...slices.map(({ sop_uid }) => Math.abs(Number(sop_uid) - z)));
      expect(Math.min(...found.map((height) => Math.abs(height - z)))).toBeCloseTo(nearest, 9);
    },
  );
});
