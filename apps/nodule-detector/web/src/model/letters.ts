/** Which side of the patient an edge of a picture is. */
import { axisOf, type Geometry, type Vector } from './geometry.js';
import type { Plane } from './plane.js';

/** Right and left, front (anterior) and back (posterior), feet (inferior) and head (superior), against and along each axis of LPS. */
const LETTERS = [
  ['R', 'L'],
  ['A', 'P'],
  ['I', 'S'],
] as const;

/** Leaves out what is less than about 20 degrees off. */
const LEAST = 0.34;

/** The letters of a direction, the main one first: `L`, or `LA` for one in between. */
export function lettersOf(direction: Vector): string {
  return [0, 1, 2]
    .filter((axis) => Math.abs(direction[axis]!) >= LEAST)
    .sort((a, b) => Math.abs(direction[b]!) - Math.abs(direction[a]!))
    .map((axis) => LETTERS[axis]![direction[axis]! > 0 ? 1 : 0])
    .join('');
}

/** A point of the patient in words, in whole millimetres: `R 43 A 22 S 109`. */
export const pointWords = (point: Vector): string =>
  point.map((mm, axis) => `${LETTERS[axis]![Math.round(mm) < 0 ? 0 : 1]} ${Math.abs(Math.round(mm))}`).join(' ');

export interface Edges {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

export function edgesOf(plane: Plane, geometry: Pick<Geometry, 'direction'>): Edges {
  const towards = (axis: Vector, flip: boolean): Vector => axis.map((part) => (flip ? -part : part)) as unknown as Vector;
  const [across, down] = [axisOf(geometry, plane.across), axisOf(geometry, plane.down)];
  return {
    left: lettersOf(towards(across, !plane.flipAcross)),
    right: lettersOf(towards(across, plane.flipAcross)),
    top: lettersOf(towards(down, !plane.flipDown)),
    bottom: lettersOf(towards(down, plane.flipDown)),
  };
}
