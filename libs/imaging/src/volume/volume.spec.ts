import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { countingVolume } from '../testing/ct.fixture.js';
import { isAxial, toGrid, toPatient } from './volume.js';

const number = fc.double({ min: -50, max: 50, noNaN: true });

describe('a volume’s coordinates', () => {
  it('are the patient’s', () => expect(toPatient(countingVolume(), [1, 2, 3])).toEqual([-9.3, -18.6, -292.5]));

  test.prop([fc.tuple(number, number, number)])('go to the patient and back, also in a sheared grid', (point) => {
    const sheared = countingVolume([4, 4, 4], { direction: [[0, 1, 0], [-1, 0, 0], [0, 0.28, 0.96]] }); // prettier-ignore
    const there = toPatient(sheared, point);
    toGrid(sheared, there).forEach((value, axis) => expect(value).toBeCloseTo(point[axis]!, 9));
  });

  it('tell an upright grid from others', () => {
    expect(isAxial(countingVolume())).toBe(true);
    expect(isAxial(countingVolume([4, 4, 4], { direction: [[-1, 0, 0], [0, -1, 0], [0, 0, 1]] }))).toBe(false); // prettier-ignore
  });
});
