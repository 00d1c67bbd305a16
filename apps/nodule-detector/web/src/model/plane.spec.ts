import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { toPatient, type Geometry, type Vector } from './geometry.js';
import { CORONAL, FEET_FIRST, UPRIGHT } from './geometry.fixture.js';
import { fromPicture, PLANES, planesOf, sliceCount, sliceOf, toPicture, withSlice } from './plane.js';

const grids: [string, Geometry][] = [
  ['upright', UPRIGHT],
  ['on the belly', FEET_FIRST],
  ['taken from the front', CORONAL],
];
const corner: Vector = [0, 0, 0];

describe.each(grids)('planes of a grid that is %s', (_, geometry) => {
  const planes = planesOf(geometry);
  const at = (name: (typeof PLANES)[number], column: number, row: number) =>
    toPatient(geometry, fromPicture(planes[name], geometry, [column, row], corner));
  const step = (from: Vector, to: Vector) => to.map((mm, axis) => Math.sign(Math.round((mm - from[axis]!) * 1e6)));

  it('have the patient’s left at the right and the front at the top where they are axial', () => {
    expect(step(at('axial', 0, 0), at('axial', 1, 0))).toEqual([1, 0, 0]);
    expect(step(at('axial', 0, 0), at('axial', 0, 1))).toEqual([0, 1, 0]);
  });
  it('have the head at the top where they are coronal or sagittal, and the sagittal ones the front at the left', () => {
    expect(step(at('coronal', 0, 0), at('coronal', 1, 0))).toEqual([1, 0, 0]);
    expect(step(at('coronal', 0, 0), at('coronal', 0, 1))).toEqual([0, 0, -1]);
    expect(step(at('sagittal', 0, 0), at('sagittal', 1, 0))).toEqual([0, 1, 0]);
    expect(step(at('sagittal', 0, 0), at('sagittal', 0, 1))).toEqual([0, 0, -1]);
  });
  it('are counted from the head, from the front, and from the right', () => {
    const along = (name: (typeof PLANES)[number]) =>
      step(
        toPatient(geometry, withSlice(planes[name], geometry, corner, 0)),
        toPatient(geometry, withSlice(planes[name], geometry, corner, 1)),
      );
    expect(along('axial')).toEqual([0, 0, -1]);
    expect(along('coronal')).toEqual([0, 1, 0]);
    expect(along('sagittal')).toEqual([1, 0, 0]);
  });

  const coordinate = fc.integer({ min: 0, max: 2 });
  test.prop([fc.tuple(coordinate, coordinate, coordinate), fc.constantFrom(...PLANES)])('lead there and back', (voxel, name) => {
    const plane = planes[name];
    expect(fromPicture(plane, geometry, toPicture(plane, geometry, voxel), voxel)).toEqual(voxel);
    expect(withSlice(plane, geometry, corner, sliceOf(plane, geometry, voxel))[plane.through]).toBe(voxel[plane.through]);
  });
  it('keep to the slices that there are', () => {
    const { axial } = planes;
    expect(sliceOf(axial, geometry, withSlice(axial, geometry, corner, 99))).toBe(sliceCount(axial, geometry) - 1);
    expect(sliceOf(axial, geometry, withSlice(axial, geometry, corner, -3))).toBe(0);
  });
});

describe('planes of a grid that is turned a little', () => {
  it('are those of the nearest upright one', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    expect(planesOf({ direction: [c, s, 0, -s, c, 0, 0, 0, 1] })).toEqual(planesOf(UPRIGHT));
  });
});
