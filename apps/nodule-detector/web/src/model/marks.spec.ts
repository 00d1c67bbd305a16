import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { finding } from './finding.fixture.js';
import { UPRIGHT } from './geometry.fixture.js';
import { cutRadius, marksOf } from './marks.js';
import { planesOf } from './plane.js';
import { projectionOf, WHOLE } from './view.js';

describe('cutRadius', () => {
  it('is half the diameter in the middle, and smaller beside it, by Pythagoras', () => {
    expect(cutRadius([0, 0, 10], 10, 2, 10, 1)).toBe(5);
    expect(cutRadius([0, 0, 10], 10, 2, 13, 1)).toBe(4);
    expect(cutRadius([0, 0, 10], 10, 2, 7, 1)).toBe(4);
    expect(cutRadius([0, 0, 10], 10, 2, 15, 1)).toBeUndefined();
  });
  it('takes millimetres between slices into account', () => {
    expect(cutRadius([0, 0, 10], 10, 2, 12, 1.5)).toBe(4);
    expect(cutRadius([0, 0, 10], 10, 2, 12, 5)).toBeUndefined();
  });
  const place = fc.double({ min: 2, max: 8, noNaN: true });
  test.prop([place, fc.double({ min: 1, max: 30, noNaN: true }), fc.double({ min: 0.5, max: 10, noNaN: true })])(
    'shows a finding in the slice nearest to it, however small it is and however far the slices lie apart',
    (at, diameter, spacing) => {
      fc.pre(Math.abs(at % 1) - 0.5 !== 0);
      expect(cutRadius([at, 0, 0], diameter, 0, Math.round(at), spacing)).toBeGreaterThan(0);
    },
  );
});

describe('marksOf', () => {
  const { axial, coronal } = planesOf(UPRIGHT);
  const projection = projectionOf(axial, UPRIGHT, [400, 900], WHOLE);

  it('puts a mark where its voxel is, sized in millimetres', () => {
    const [mark] = marksOf([finding('a', 0.5)], axial, UPRIGHT, 1, projection);
    expect(projection.scale).toBe(200);
    expect(mark).toMatchObject({ at: [(1 + 0.5) * 0.5 * 200, 450 - 0.5 * 0.75 * 200], radius: 2 * 200 });
  });
  it('has only what the slice cuts, the most probable last', () => {
    const all = [finding('a', 0.9), finding('b', 0.2), finding('c', 0.5, { diameterMm: 1, voxel: [1, 2, 0] })];
    const shown = (index: number) => marksOf(all, axial, UPRIGHT, index, projection).map((mark) => mark.finding.id);
    expect(shown(1)).toEqual(['b', 'a']);
    expect(shown(0)).toEqual(['c']);
    expect(marksOf(all, coronal, UPRIGHT, 5, projectionOf(coronal, UPRIGHT, [10, 10], WHOLE))).toEqual([]);
  });
});
