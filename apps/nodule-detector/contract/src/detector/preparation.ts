/** How a scan is put before the networks. Training and service read it here; its hash is in every package. */
import type { Grid } from './grid.js';

export const PREPARATION = {
  /**
   * Voxels of the grid, mm along x, y, z. A nodule of 3 mm still has three voxels across; a finer grid costs the cube of its fineness, and slices of
   * 1 to 2.5 mm, as most scans have them, hold no finer detail along z. Equal sides let a network turn and mirror what it learns from.
   */
  spacing: [1, 1, 1],
  /** Hounsfield units that become 0 and 1: from air to above contrast-filled vessels and the softest lime; brighter is bone, which tells nothing more. */
  window: [-1000, 400],
  /** Voxels of the grid along a cell of the heat map. */
  stride: 4,
  /** A tile's sides are whole multiples of it: the coarsest level of the feature pyramid. */
  multiple: 16,
  /** Side of the cubes that the second network looks at, voxels: the largest nodule, 30 mm, with a rim. */
  cube: 32,
} as const;

/** Air: what lies outside of the grid. */
const OUTSIDE = 0;

/**
 * A box of the grid as the networks take it, the window as 0 … 1 and cut to it; what reaches beyond the grid is air.
 *
 * @param from first voxel of the box along x, y, z; may be negative
 * @param shape voxels along z, y, x
 * @param out where it is written, from `at` on
 */
export function readBox(
  { data, shape: [nx, ny, nz] }: { data: ArrayLike<number>; shape: Grid['shape'] },
  from: readonly [number, number, number],
  [depth, height, width]: readonly [number, number, number],
  out = new Float32Array(depth * height * width),
  at = 0,
): Float32Array {
  const [low, high] = PREPARATION.window;
  const scale = 1 / (high - low);
  for (let k = 0, n = at; k < depth; k++) {
    for (let j = 0; j < height; j++) {
      const [y, z] = [from[1] + j, from[2] + k];
      const inside = y >= 0 && y < ny && z >= 0 && z < nz;
      const row = nx * (y + ny * z);
      for (let i = 0; i < width; i++, n++) {
        const x = from[0] + i;
        const value = inside && x >= 0 && x < nx ? (data[row + x]! - low) * scale : OUTSIDE;
        out[n] = value < 0 ? 0 : value > 1 ? 1 : value;
      }
    }
  }
  return out;
}
