/** Where the voxels of a series lie in the patient. Points and directions in millimetres, LPS: x to the left, y to the back, z to the head. */
import type { VolumeGeometry } from '@casebook/nodule-detector-contract';

export type Vector = readonly [number, number, number];
/** An axis of the grid. */
export type Axis = 0 | 1 | 2;

/** The contract's volume geometry: shape, spacing (mm), origin (the centre of voxel 0), unit vectors of the axes one after the other. */
export type Geometry = Readonly<VolumeGeometry>;

/** Unit vector of an axis of the grid. */
export const axisOf = ({ direction }: Pick<Geometry, 'direction'>, axis: Axis): Vector =>
  direction.slice(3 * axis, 3 * axis + 3) as unknown as Vector;

/** The patient's point of grid coordinates, which may be fractions. */
export function toPatient(geometry: Geometry, voxel: Vector): Vector {
  const { origin, spacing, direction } = geometry;
  const along = (c: Axis) =>
    origin[c] + ([0, 1, 2] as const).reduce((sum: number, a) => sum + voxel[a] * spacing[a] * direction[3 * a + c]!, 0);
  return [along(0), along(1), along(2)];
}

/** Grid coordinates moved to the nearest voxel that exists. */
export const clampVoxel = ({ shape }: Pick<Geometry, 'shape'>, voxel: Vector): Vector => {
  const clamp = (a: Axis) => Math.min(Math.max(Math.round(voxel[a]), 0), shape[a] - 1);
  return [clamp(0), clamp(1), clamp(2)];
};

export const middleOf = ({ shape }: Pick<Geometry, 'shape'>): Vector => [shape[0] >> 1, shape[1] >> 1, shape[2] >> 1];

/** Where a voxel is in the array of voxels. */
export const offsetOf = ({ shape }: Pick<Geometry, 'shape'>, [i, j, k]: Vector): number => i + shape[0] * (j + shape[1] * k);
