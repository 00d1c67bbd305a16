import { describe, expect, it } from 'vitest';
import { CORONAL, FEET_FIRST, UPRIGHT } from './geometry.fixture.js';
import { edgesOf, lettersOf, pointWords } from './letters.js';
import { planesOf } from './plane.js';

describe.each([UPRIGHT, FEET_FIRST, CORONAL])('edgesOf', (geometry) => {
  it('is what radiologists are used to, however the grid lies', () => {
    const planes = planesOf(geometry);
    expect(edgesOf(planes.axial, geometry)).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
    expect(edgesOf(planes.coronal, geometry)).toEqual({ left: 'R', right: 'L', top: 'S', bottom: 'I' });
    expect(edgesOf(planes.sagittal, geometry)).toEqual({ left: 'A', right: 'P', top: 'S', bottom: 'I' });
  });
});

describe('lettersOf', () => {
  it.each([
    [[0.9, -0.43, 0], 'LA'],
    [[-0.1, 0.99, 0.05], 'P'],
    [[-0.577, -0.578, -0.576], 'ARI'],
  ] as const)('of %j is %s', (direction, letters) => expect(lettersOf(direction)).toBe(letters));
});

describe('pointWords', () => {
  it.each([
    [[-43.2, -22, 109.4], 'R 43 A 22 S 109'],
    [[0.2, -0.4, -7.6], 'L 0 P 0 I 8'],
  ] as const)('of %j is %s', (point, words) => expect(pointWords(point)).toBe(words));
});
