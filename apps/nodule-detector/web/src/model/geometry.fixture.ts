import type { Geometry } from './geometry.js';

/** Slices from the feet upwards, as most scanners give them. */
export const UPRIGHT: Geometry = {
  shape: [4, 6, 3],
  spacing: [0.5, 0.75, 2],
  origin: [-100, -90, -50],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};

/** The patient lies on the belly: the grid's x runs to the right, its y to the front. */
export const FEET_FIRST: Geometry = {
  shape: [5, 4, 3],
  spacing: [0.7, 0.7, 5],
  origin: [100, 90, 40],
  direction: [-1, 0, 0, 0, -1, 0, 0, 0, 1],
};

/** Slices seen from the front: x to the left, y to the feet, z to the back. */
export const CORONAL: Geometry = {
  shape: [3, 5, 4],
  spacing: [1, 2, 3],
  origin: [0, 0, 0],
  direction: [1, 0, 0, 0, 0, -1, 0, 1, 0],
};
