/** The three planes of a viewer, in the radiologist's convention, whatever way the slices were taken. */
import { axisOf, type Axis, type Geometry, type Vector } from './geometry.js';

export const PLANES = ['axial', 'coronal', 'sagittal'] as const;
export type PlaneName = (typeof PLANES)[number];

/** How a plane lies on the grid. A picture's column 0 is at its left, row 0 at its top. */
export interface Plane {
  name: PlaneName;
  /** Axes of the grid along the columns, along the rows, and from slice to slice. */
  across: Axis;
  down: Axis;
  through: Axis;
  /** Whether the picture runs against the axis. */
  flipAcross: boolean;
  flipDown: boolean;
  /** Whether the first slice, as a person counts, is the grid's last: they are counted from the head, from the front, from the patient's right. */
  flipThrough: boolean;
}

const ORDERS: readonly (readonly [Axis, Axis, Axis])[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/** The planes of a grid: each axis of the grid goes with the axis of the patient that it is nearest to. */
export function planesOf(geometry: Pick<Geometry, 'direction'>): Record<PlaneName, Plane> {
  const along = (axis: Axis, patient: Axis) => axisOf(geometry, axis)[patient];
  const fit = (order: readonly Axis[]) => order.reduce((sum: number, axis, patient) => sum + Math.abs(along(axis, patient as Axis)), 0);
  const [left, back, head] = ORDERS.reduce((best, order) => (fit(order) > fit(best) + 1e-9 ? order : best));
  const toRight = along(left, 0) < 0;
  const toFront = along(back, 1) < 0;
  const toHead = along(head, 2) >= 0;
  const acrossBody = { across: left, flipAcross: toRight };
  const fromHead = { down: head, flipDown: toHead };
  return {
    axial: { name: 'axial', ...acrossBody, down: back, flipDown: toFront, through: head, flipThrough: toHead },
    coronal: { name: 'coronal', ...acrossBody, ...fromHead, through: back, flipThrough: toFront },
    sagittal: { name: 'sagittal', across: back, flipAcross: toFront, ...fromHead, through: left, flipThrough: toRight },
  };
}

const turned = (n: number, count: number, flip: boolean) => (flip ? count - 1 - n : n);

/** The picture's coordinates of a voxel: (0, 0) is the centre of the pixel at its upper left. */
export const toPicture = ({ across, down, flipAcross, flipDown }: Plane, { shape }: Geometry, voxel: Vector): readonly [number, number] => [
  turned(voxel[across], shape[across], flipAcross),
  turned(voxel[down], shape[down], flipDown),
];

/** The voxel under a picture's coordinates, in the slice that `voxel` is in; the inverse of `toPicture`. */
export function fromPicture(plane: Plane, { shape }: Geometry, [column, row]: readonly [number, number], voxel: Vector): Vector {
  const moved: [number, number, number] = [...voxel];
  moved[plane.across] = turned(column, shape[plane.across], plane.flipAcross);
  moved[plane.down] = turned(row, shape[plane.down], plane.flipDown);
  return moved;
}

/** Which slice a voxel is in, as a person counts, from 0. */
export const sliceOf = ({ through, flipThrough }: Plane, { shape }: Geometry, voxel: Vector): number =>
  turned(voxel[through], shape[through], flipThrough);

/** A voxel moved into another slice; the inverse of `sliceOf`. */
export function withSlice(plane: Plane, { shape }: Geometry, voxel: Vector, slice: number): Vector {
  const moved: [number, number, number] = [...voxel];
  moved[plane.through] = turned(Math.min(Math.max(slice, 0), shape[plane.through] - 1), shape[plane.through], plane.flipThrough);
  return moved;
}

export const sliceCount = ({ through }: Plane, { shape }: Geometry): number => shape[through];
