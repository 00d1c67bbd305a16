import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { clampVoxel, middleOf, offsetOf, toPatient, type Vector } from './geometry.js';
import { FEET_FIRST, UPRIGHT } from './geometry.fixture.js';

describe('toPatient', () => {
  it('is the origin at voxel 0, and a step along an axis is its spacing along its direction', () => {
    expect(toPatient(UPRIGHT, [0, 0, 0])).toEqual(UPRIGHT.origin);
    expect(toPatient(UPRIGHT, [2, 0, 3])).toEqual([-100 + 2 * 0.5, -90, -50 + 3 * 2]);
    expect(toPatient(FEET_FIRST, [1, 1, 1])).toEqual([100 - 0.7, 90 - 0.7, 40 + 5]);
  });
});

describe('clampVoxel', () => {
  const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  test.prop([fc.tuple(coordinate, coordinate, coordinate)])('gives a voxel that exists', (voxel) => {
    clampVoxel(UPRIGHT, voxel).forEach((n, axis) => {
      expect(Number.isInteger(n)).toBe(true);
      expect(n >= 0 && n < UPRIGHT.shape[axis]!).toBe(true);
    });
  });
  it('leaves one that exists', () => expect(clampVoxel(UPRIGHT, middleOf(UPRIGHT))).toEqual([2, 3, 1]));
});

describe('offsetOf', () => {
  it('counts every voxel once, x fastest', () => {
    const [nx, ny, nz] = UPRIGHT.shape;
    const offsets: number[] = [];
    for (let k = 0; k < nz; k++)
      for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) offsets.push(offsetOf(UPRIGHT, [i, j, k] as Vector));
    expect(offsets).toEqual(Array.from({ length: nx * ny * nz }, (_, n) => n));
  });
});
