import type { Volume } from '@casebook/imaging';
import { describe, expect, it } from 'vitest';
import { implantNodules } from './index.js';

const size = [60, 60, 60] as const;
const lung: Volume = {
  voxels: new Int16Array(60 ** 3).fill(-850),
  size,
  spacing: [1, 1, 1],
  origin: [-30, -30, -30],
  direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], // prettier-ignore
};
const everywhere = new Uint8Array(60 ** 3).fill(1);

describe('implantNodules', () => {
  it('adds density only, the same for the same seed, and leaves the original as it was', () => {
    const { volume, nodules } = implantNodules(lung, everywhere, { seed: 3, count: 3 });
    expect(nodules.length).toBeGreaterThan(0);
    expect(volume.voxels.findIndex((value) => value < -850)).toBe(-1);
    expect(volume.voxels.findIndex((value) => value > -700)).toBeGreaterThan(0);
    expect(lung.voxels.findIndex((value) => value !== -850)).toBe(-1);
    const again = implantNodules(lung, everywhere, { seed: 3, count: 3 }).volume.voxels;
    expect(again.findIndex((value, n) => value !== volume.voxels[n])).toBe(-1);
  });

  it('keeps away from what is there, and from where there is no lung', () => {
    expect(implantNodules(lung, everywhere, { seed: 1, count: 5, avoid: [{ centre: [0, 0, 0], radius: 200 }] }).nodules).toEqual([]);
    expect(implantNodules(lung, new Uint8Array(60 ** 3), { seed: 1, count: 5 }).nodules).toEqual([]);
  });

  it('refuses a grid that is not upright', () => {
    const oblique: Volume = { ...lung, direction: [[0, 1, 0], [-1, 0, 0], [0, 0, 1]] }; // prettier-ignore
    expect(() => implantNodules(oblique, everywhere, { seed: 1, count: 1 })).toThrow(
      expect.objectContaining({ code: 'VOLUME_NOT_UPRIGHT' }),
    );
  });
});
