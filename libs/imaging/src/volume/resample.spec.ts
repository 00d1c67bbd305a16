import { describe, expect, it } from 'vitest';
import { countingVolume } from '../testing/ct.fixture.js';
import type { Vector3 } from './vector.js';
import { resample, trilinear } from './resample.js';
import { toGrid, toPatient, type Volume } from './volume.js';

/** Hounsfield units that rise evenly in the patient's space: interpolation must give them back exactly, whatever the grid. */
const ramp = ([x, y, z]: Vector3) => 2 * x - 3 * y + 1.5 * z;
function rampOn(grid: Omit<Volume, 'voxels'>): Volume {
  const voxels = new Int16Array(grid.size[0] * grid.size[1] * grid.size[2]);
  let n = 0;
  for (let k = 0; k < grid.size[2]; k++)
    for (let j = 0; j < grid.size[1]; j++)
      for (let i = 0; i < grid.size[0]; i++) voxels[n++] = Math.round(ramp(toPatient(grid, [i, j, k])));
  return { ...grid, voxels };
}

const angle = (degrees: number) => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)] as const;
const [c, s] = angle(15);

describe('resample', () => {
  it('keeps a volume on its own grid', () => {
    const volume = countingVolume();
    const same = resample(volume, volume.spacing);
    expect(same.size).toEqual(volume.size);
    expect(same.voxels).toEqual(volume.voxels);
  });

  it.each<[string, Partial<Volume>]>([
    ['an upright grid', {}],
    ['a patient on the belly', { direction: [[-1, 0, 0], [0, -1, 0], [0, 0, 1]] }], // prettier-ignore
    ['slices from head to foot', { direction: [[1, 0, 0], [0, 1, 0], [0, 0, -1]] }], // prettier-ignore
    ['a tilted gantry: slices slanted, moved straight up', { direction: [[1, 0, 0], [0, c, s], [0, 0, 1]] }], // prettier-ignore
    ['an oblique grid', { direction: [[c, s, 0], [-s, c, 0], [0, 0, 1]] }], // prettier-ignore
  ])('finds the same values at the same places: %s', (_, change) => {
    const volume = rampOn({ ...countingVolume([20, 24, 12]), ...change });
    const upright = resample(volume, [1, 1.2, 1]);
    let checked = 0;
    for (let k = 1; k < upright.size[2] - 1; k++)
      for (let j = 1; j < upright.size[1] - 1; j++)
        for (let i = 1; i < upright.size[0] - 1; i++) {
          const point = toPatient(upright, [i, j, k]);
          const at = toGrid(volume, point);
          if (at.some((value, axis) => value < 0 || value > volume.size[axis]! - 1)) continue;
          expect(Math.abs(upright.voxels[i + upright.size[0] * (j + upright.size[1] * k)]! - ramp(point))).toBeLessThan(1.6); // rounded twice
          checked++;
        }
    expect(checked).toBeGreaterThan(500);
  });

  it('averages where it takes fewer samples, so that noise does not stay', () => {
    const volume = countingVolume([8, 8, 8], { spacing: [1, 1, 1] });
    volume.voxels.forEach((_, n) => (volume.voxels[n] = n % 2 === 0 ? 100 : -100)); // every other column
    expect([...new Set(resample(volume, [2, 1, 1]).voxels)]).toEqual([0]);
  });

  it('refuses what would not fit', () =>
    expect(() => resample(countingVolume(), [0.5, 0.5, 0.5], { maxVoxels: 100 })).toThrow(
      expect.objectContaining({ code: 'RESAMPLE_TOO_LARGE' }),
    ));
});

describe('trilinear', () => {
  it('is the value at a voxel, the mean between two, and nothing outside', () => {
    const volume = countingVolume();
    expect(trilinear(volume, 2, 3, 4)).toBe(-68);
    expect(trilinear(volume, 2.5, 3, 3)).toBe(-167.5);
    expect(trilinear(volume, 2, 3, -0.6)).toBeUndefined();
  });
});
