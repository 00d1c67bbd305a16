import type { Vector3 } from '@casebook/imaging';

/** An upright grid, mm, in the phantom's coordinates. */
export interface Grid {
  size: Vector3;
  spacing: Vector3;
  origin: Vector3;
}

/** The mean width of a voxel, mm. */
export const voxelWidth = ({ spacing }: Grid): number => (spacing[0] + spacing[1] + spacing[2]) / 3;

/** Share of a voxel that lies within a surface, from the distance of its centre: a ramp as wide as the voxel, or as a soft border. */
export const coverage = (distance: number, width: number): number => Math.min(Math.max(0.5 - distance / width, 0), 1);

export const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/** Visits the voxels of a box that are on the grid. */
export function within(
  grid: Grid,
  low: readonly number[],
  high: readonly number[],
  visit: (n: number, x: number, y: number, z: number) => void,
): void {
  const first = (axis: 0 | 1 | 2) => Math.max(Math.ceil((low[axis]! - grid.origin[axis]) / grid.spacing[axis]), 0);
  const last = (axis: 0 | 1 | 2) => Math.min(Math.floor((high[axis]! - grid.origin[axis]) / grid.spacing[axis]), grid.size[axis] - 1);
  const [i0, i1, j0, j1, k0, k1] = [first(0), last(0), first(1), last(1), first(2), last(2)];
  for (let k = k0; k <= k1; k++) {
    for (let j = j0; j <= j1; j++) {
      const row = grid.size[0] * (j + grid.size[1] * k);
      for (let i = i0; i <= i1; i++) {
        visit(row + i, grid.origin[0] + i * grid.spacing[0], grid.origin[1] + j * grid.spacing[1], grid.origin[2] + k * grid.spacing[2]);
      }
    }
  }
}
