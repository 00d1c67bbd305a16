import { describe, expect, it } from 'vitest';
import { offsetOf, type Vector } from './geometry.js';
import { CORONAL, FEET_FIRST, UPRIGHT } from './geometry.fixture.js';
import { cutSlice } from './picture.js';
import { fromPicture, PLANES, planesOf } from './plane.js';

describe.each([UPRIGHT, FEET_FIRST, CORONAL])('cutSlice', (geometry) => {
  const voxels = Int16Array.from({ length: geometry.shape[0] * geometry.shape[1] * geometry.shape[2] }, (_, n) => n);

  it.each(PLANES)('shows in each pixel of the %s plane the voxel that lies there', (name) => {
    const plane = planesOf(geometry)[name];
    for (let index = 0; index < geometry.shape[plane.through]; index++) {
      const { columns, rows, values } = cutSlice(voxels, geometry, plane, index);
      expect([columns, rows]).toEqual([geometry.shape[plane.across], geometry.shape[plane.down]]);
      const inSlice = [0, 0, 0].map((_, axis) => (axis === plane.through ? index : 0)) as unknown as Vector;
      values.forEach((value, n) => {
        const voxel = fromPicture(plane, geometry, [n % columns, Math.floor(n / columns)], inSlice);
        expect(value).toBe(voxels[offsetOf(geometry, voxel)]);
      });
    }
  });

  it('uses an array of the right size again, and no other', () => {
    const plane = planesOf(geometry).axial;
    const first = cutSlice(voxels, geometry, plane, 0);
    expect(cutSlice(voxels, geometry, plane, 1, first.values).values).toBe(first.values);
    expect(cutSlice(voxels, geometry, plane, 1, new Int16Array(1)).values).toHaveLength(first.values.length);
  });
});
