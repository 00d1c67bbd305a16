/** A CT as every reader gives it and every consumer takes it. */
import { cross, dot, length, subtract, type Vector3 } from './vector.js';

/** Air, and the lowest value a volume holds: padding outside of the scanner's circle is stored as this too. */
export const AIR = -1024;

export interface Volume {
  /** Hounsfield units, x fastest: voxel (i, j, k) is at `i + size[0] * (j + size[1] * k)`. */
  voxels: Int16Array;
  /** Voxels along each axis of the grid. */
  size: Vector3;
  /** Millimetres between neighbours along each axis. */
  spacing: Vector3;
  /** Where the centre of voxel (0, 0, 0) is, mm, LPS. */
  origin: Vector3;
  /** Unit vector of each axis of the grid, LPS. Not at right angles where the gantry was tilted. */
  direction: readonly [Vector3, Vector3, Vector3];
}

export const voxelCount = ({ size }: Pick<Volume, 'size'>): number => size[0] * size[1] * size[2];

/** The patient's point (mm, LPS) of grid coordinates, which may be fractions. */
export function toPatient({ origin, spacing, direction }: Omit<Volume, 'voxels'>, [i, j, k]: Vector3): Vector3 {
  const [a, b, c] = [i * spacing[0], j * spacing[1], k * spacing[2]];
  const along = (axis: 0 | 1 | 2) => origin[axis] + a * direction[0][axis] + b * direction[1][axis] + c * direction[2][axis];
  return [along(0), along(1), along(2)];
}

/** Grid coordinates, as fractions, of a patient's point (mm, LPS): the inverse of `toPatient`, by Cramer's rule. */
export function toGrid({ origin, spacing, direction }: Omit<Volume, 'voxels'>, point: Vector3): Vector3 {
  const [u, v, w] = direction;
  const from = subtract(point, origin);
  const determinant = dot(u, cross(v, w));
  return [
    dot(from, cross(v, w)) / determinant / spacing[0],
    dot(u, cross(from, w)) / determinant / spacing[1],
    dot(u, cross(v, from)) / determinant / spacing[2],
  ];
}

/** Whether the axes of the grid are the patient's own, each in its positive direction, to a tenth of a degree. */
export const isAxial = ({ direction }: Pick<Volume, 'direction'>): boolean =>
  direction.every((vector, axis) => Math.abs(vector[axis]! / length(vector)) > 1 - 1.6e-6 && vector[axis]! > 0);
