import { describe, expect, it } from 'vitest';
import { middleOfCell } from './decode-heat-map.js';
import { detectNodules, together } from './detect-nodules.js';
import type { Grid, Networks } from './grid.js';
import { PREPARATION } from './preparation.js';

/** Two bright balls in dark lungs, and a third outside of them. */
const BALLS = [
  { at: [15, 20, 6], radius: 4 },
  { at: [30, 12, 32], radius: 5 },
  { at: [4, 30, 34], radius: 4 },
] as const;
const shape = [40, 36, 40] as const;
const grid: Grid = (() => {
  const count = shape[0] * shape[1] * shape[2];
  const data = new Int16Array(count).fill(-900);
  const lungs = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    const [i, j, k] = [n % shape[0], Math.floor(n / shape[0]) % shape[1], Math.floor(n / shape[0] / shape[1])];
    if (BALLS.some(({ at, radius }) => Math.hypot(i - at[0], j - at[1], k - at[2]) <= radius)) data[n] = 50;
    lungs[n] = i > 8 ? 1 : 0;
  }
  return { data, lungs, shape };
})();

/** Cells whose middle is at most 8 voxels away along each axis. */
function cellsNear(voxel: readonly number[], [depth, height, width]: readonly [number, number, number]): number[] {
  const along = (at: number, count: number) =>
    Array.from({ length: count }, (_, cell) => cell).filter((cell) => Math.abs(middleOfCell(cell) - at) <= 8);
  const [x, y, z] = [along(voxel[0]!, width), along(voxel[1]!, height), along(voxel[2]!, depth)];
  return z.flatMap((k) => y.flatMap((j) => x.map((i) => i + width * (j + height * k))));
}

/**
 * A network that can be computed by hand: the heat of a cell is high where it is in the middle of the brightness within 8 voxels of it, its offset leads there, its
 * size is that of a ball with as many bright voxels.
 */
const networks: Networks = {
  detect: async (tile, [depth, height, width]) => {
    const cells = [depth, height, width].map((side) => side / PREPARATION.stride) as [number, number, number];
    const count = cells[0] * cells[1] * cells[2];
    const bright = new Float64Array(4 * count); // of each cell: how many voxels, and the sums of their x, y, z
    for (let n = 0; n < tile.length; n++) {
      if (tile[n]! < 0.5) continue;
      const voxel = [n % width, Math.floor(n / width) % height, Math.floor(n / width / height)];
      for (const cell of cellsNear(voxel, cells)) [1, ...voxel].forEach((amount, m) => (bright[4 * cell + m]! += amount));
    }
    const maps = { heat: new Float32Array(count), offset: new Float32Array(3 * count), size: new Float32Array(count) };
    for (let n = 0; n < count; n++) {
      const [voxels, ...sums] = bright.subarray(4 * n, 4 * n + 4);
      if (!voxels) continue;
      const middle = [n % cells[2], Math.floor(n / cells[2]) % cells[1], Math.floor(n / cells[2] / cells[1])].map(middleOfCell);
      const away = sums.map((sum, axis) => sum / voxels - middle[axis]!);
      maps.heat[n] = 0.9 * Math.exp(-(Math.hypot(...away) ** 2) / 20);
      maps.offset.set(away.map((value) => value / PREPARATION.stride), 3 * n); // prettier-ignore
      maps.size[n] = Math.log(2 * Math.cbrt((3 * voxels) / (4 * Math.PI)));
    }
    return maps;
  },
};
const settings = { candidateThreshold: 0.1, reducerWeight: 0.5 };

describe('detectNodules', () => {
  it.each([20, 112])('finds the balls in the lungs, where they are and as wide, in cores of %i voxels', async (longest) => {
    const found = await detectNodules(grid, networks, { settings, tiles: { longest } });
    expect(found).toHaveLength(2);
    for (const { at, radius } of BALLS.slice(0, 2)) {
      const nearest = found.find(({ center }) => Math.hypot(...center.map((value, axis) => value - at[axis]!)) < 1);
      expect(Math.abs(nearest!.diameterMm - 2 * radius)).toBeLessThan(1);
    }
  });

  it('asks the second network about cubes with the candidates in the middle, and goes half by its word', async () => {
    const middles: number[] = [];
    const classify = async (cubes: Float32Array, count: number) => {
      const side = PREPARATION.cube;
      for (let n = 0; n < count; n++) middles.push(cubes[n * side ** 3 + (side / 2) * (1 + side + side * side)]!);
      return new Float32Array(count).fill(0.5);
    };
    const [alone] = await detectNodules(grid, networks, { settings });
    const [both] = await detectNodules(grid, { ...networks, classify }, { settings });
    expect(middles).toHaveLength(2);
    expect(middles.every((value) => value > 0.7)).toBe(true);
    expect(both!.probability).toBeCloseTo(together(alone!.probability, 0.5, 0.5), 6);
  });

  it('tells how far it is, and what it found so far', async () => {
    const [steps, sizes] = [[] as string[], [] as number[]];
    await detectNodules(grid, networks, {
      settings,
      tiles: { longest: 20 },
      onProgress: (done, total) => steps.push(`${done}/${total}`),
      onCandidates: (some) => sizes.push(some.length),
    });
    expect(steps[0]).toBe('0/8');
    expect(steps.at(-1)).toBe('8/8');
    expect(sizes).toEqual([1, 2]);
  });

  it('stops where it is told to', async () => {
    const stop = new AbortController();
    let runs = 0;
    const counted: Networks = { detect: (...tile) => (++runs === 2 ? stop.abort() : undefined, networks.detect(...tile)) };
    const search = detectNodules(grid, counted, { settings, tiles: { longest: 20 }, signal: stop.signal });
    await expect(search).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(runs).toBe(2);
  });

  it('refuses a grid that is not whole', () =>
    expect(detectNodules({ ...grid, lungs: new Uint8Array(3) }, networks, { settings })).rejects.toThrow(
      expect.objectContaining({ code: 'GRID_SHAPE' }),
    ));
});

describe('together', () => {
  it('is the first alone at 0, the second alone at 1, and .5 where they contradict each other evenly', () => {
    expect(together(0.9, 0.2, 0)).toBeCloseTo(0.9, 9);
    expect(together(0.9, 0.2, 1)).toBeCloseTo(0.2, 9);
    expect(together(0.9, 0.1, 0.5)).toBeCloseTo(0.5, 9);
    expect(together(1, 0, 0.5)).toBeCloseTo(0.5, 9); // certain both ways is no NaN
  });
});
