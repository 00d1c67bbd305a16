/** Which boxes of a grid the first network looks at. */
import type { Grid } from './grid.js';
import { PREPARATION } from './preparation.js';

type Point = readonly [x: number, y: number, z: number];

export interface Box {
  /** First voxel along x, y, z, and the first one after it. */
  low: Point;
  high: Point;
}

export interface Tile {
  /** First voxel along x, y, z; may lie outside of the grid. */
  from: Point;
  /** Voxels along z, y, x. */
  shape: readonly [depth: number, height: number, width: number];
  /** What this tile answers for: centres in here are its own, the rest is there for context. */
  core: Box;
}

export interface TileOptions {
  /** Voxels around a core: what the network must see of a nodule's neighbourhood. */
  margin?: number;
  /** Longest side of a core, voxels: what fits into memory. */
  longest?: number;
}

/**
 * Cores that lie side by side and hold every lung voxel, each cut down to the lungs within it; tiles overlap by their margins.
 *
 * @returns in the order of z, from the feet up; none where there are no lungs
 */
export function planTiles(grid: Pick<Grid, 'shape' | 'lungs'>, { margin = 16, longest = 112 }: TileOptions = {}): Tile[] {
  const whole = boundsOfLungs(grid, { low: [0, 0, 0], high: grid.shape });
  if (!whole) return [];
  const [x, y, z] = [0, 1, 2].map((axis) => cut(whole.low[axis]!, whole.high[axis]!, longest)) as [Cut[], Cut[], Cut[]];
  return z.flatMap(([z0, z1]) =>
    y.flatMap(([y0, y1]) =>
      x.flatMap(([x0, x1]) => {
        const core = boundsOfLungs(grid, { low: [x0, y0, z0], high: [x1, y1, z1] });
        return core ? [tileAround(core, margin)] : [];
      }),
    ),
  );
}

type Cut = readonly [number, number];

/** As few pieces as may be, of equal length. */
function cut(low: number, high: number, longest: number): Cut[] {
  const pieces = Math.ceil((high - low) / longest);
  const border = (n: number) => low + Math.round(((high - low) * n) / pieces);
  return Array.from({ length: pieces }, (_, n) => [border(n), border(n + 1)]);
}

function tileAround(core: Box, margin: number): Tile {
  const sides = core.low.map((low, axis) => roundUp(core.high[axis]! - low + 2 * margin, PREPARATION.multiple)) as [number, number, number];
  const from = core.low.map((low, axis) => low - Math.floor((sides[axis]! - (core.high[axis]! - low)) / 2)) as [number, number, number];
  return { from, shape: [sides[2], sides[1], sides[0]], core };
}

const roundUp = (value: number, to: number) => Math.ceil(value / to) * to;

function boundsOfLungs({ shape: [nx, ny], lungs }: Pick<Grid, 'shape' | 'lungs'>, { low, high }: Box): Box | undefined {
  const least = [Infinity, Infinity, Infinity];
  const most = [-Infinity, -Infinity, -Infinity];
  for (let k = low[2]; k < high[2]; k++) {
    for (let j = low[1]; j < high[1]; j++) {
      const row = nx * (j + ny * k);
      let first = low[0];
      while (first < high[0] && !lungs[row + first]) first++;
      if (first === high[0]) continue;
      let last = high[0] - 1;
      while (!lungs[row + last]) last--;
      [first, j, k].forEach((at, axis) => (least[axis] = Math.min(least[axis]!, at)));
      [last, j, k].forEach((at, axis) => (most[axis] = Math.max(most[axis]!, at + 1)));
    }
  }
  return most[0] === -Infinity ? undefined : { low: least as unknown as Point, high: most as unknown as Point };
}
