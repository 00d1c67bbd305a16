import { describe, expect, it } from 'vitest';
import { readCubes } from './cubes.js';
import { contractHash } from './contract-hash.js';
import { settingsSchema } from './package-files.js';
import { PREPARATION, readBox } from './preparation.js';

const [low, high] = PREPARATION.window;

describe('readBox', () => {
  const grid = { data: Int16Array.of(low, high, low + (high - low) / 2, -3024, 3000, 0, 0, 0), shape: [2, 2, 2] } as const;

  it('is 0 to 1 over the window, cut to it, z slowest', () => {
    const box = readBox(grid, [0, 0, 0], [2, 2, 2]);
    expect([...box.slice(0, 5)]).toEqual([0, 1, 0.5, 0, 1]);
    expect(box[7]).toBeCloseTo(1000 / 1400, 6); // water
  });

  it('is air beyond the grid', () => {
    expect([...readBox(grid, [-1, 0, 0], [1, 1, 4])]).toEqual([0, 0, 1, 0]);
    expect([...readBox(grid, [0, -2, 0], [1, 2, 2])]).toEqual([0, 0, 0, 0]);
  });
});

describe('readCubes', () => {
  it('has the candidate’s nearest voxel in the middle', () => {
    const side = PREPARATION.cube;
    const data = new Int16Array(8 ** 3).fill(low);
    data[5 + 8 * (6 + 8 * 7)] = high;
    const cubes = readCubes({ data, shape: [8, 8, 8] }, [{ center: [0, 0, 0] }, { center: [5.4, 5.6, 7.2] }]);
    expect(cubes).toHaveLength(2 * side ** 3);
    const lit = cubes.findIndex((value, n) => n >= side ** 3 && value === 1) - side ** 3;
    expect([lit % side, Math.floor(lit / side) % side, Math.floor(lit / side / side)]).toEqual([side / 2, side / 2, side / 2]);
  });
});

describe('the package', () => {
  it('has a hash that changes with nothing but the contract', () => expect(contractHash()).toMatch(/^[0-9a-f]{64}$/));

  it('refuses settings that make no sense', () => {
    const settings = { candidateThreshold: 0.1, reducerWeight: 0.5, threshold: 0.6, falsePositivesPerScan: 1 };
    expect(settingsSchema.parse(settings)).toEqual(settings);
    for (const wrong of [{ candidateThreshold: 0 }, { reducerWeight: 2 }, { threshold: NaN }, { extra: 1 }])
      expect(settingsSchema.safeParse({ ...settings, ...wrong }).success).toBe(false);
  });
});
