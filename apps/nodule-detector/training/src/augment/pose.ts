/** How a crop lies in the scan it is cut from: mirrored, turned, larger or smaller. */
import type { Random } from '@casebook/training';

export type Point = readonly [x: number, y: number, z: number];
export type Matrix = readonly [Point, Point, Point];

/** Around the middle of the crop: `toScan` times a step in the crop is a step in the scan. */
export interface Pose {
  toScan: Matrix;
  /** Its inverse. */
  toCrop: Matrix;
  /** A millimetre of the scan has this length in the crop. */
  zoom: number;
}

export interface PoseOptions {
  /** Share of crops that are turned freely and zoomed; the others keep their voxels, mirrored or turned by right angles. */
  free: number;
  /** Largest angle of a free turn, radians. */
  angle: number;
  /** Largest zoom, and one over the smallest. */
  zoom: number;
}

export const POSES: PoseOptions = { free: 0.5, angle: Math.PI / 6, zoom: 1.25 };

export const UPRIGHT: Pose = { toScan: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], toCrop: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], zoom: 1 }; // prettier-ignore

/** One of the 48 ways in which a cube lies on itself, then, where drawn, a turn around any axis and a zoom. */
export function drawPose(random: Random, { free, angle, zoom: largest }: PoseOptions = POSES): Pose {
  const order = random.permutation(3);
  const cube = [0, 1, 2].map((row) =>
    [0, 1, 2].map((column) => (order[row] === column ? (random.int(2) ? 1 : -1) : 0)),
  ) as unknown as Matrix;
  if (random.next() >= free) return { toScan: cube, toCrop: transposed(cube), zoom: 1 };
  const zoom = largest ** (2 * random.next() - 1);
  const turned = product(turn(drawAxis(random), angle * (2 * random.next() - 1)), cube);
  return { toScan: scaled(turned, 1 / zoom), toCrop: scaled(transposed(turned), zoom), zoom };
}

export const apply = (m: Matrix, [x, y, z]: Point): [number, number, number] => {
  const row = (n: 0 | 1 | 2) => m[n][0] * x + m[n][1] * y + m[n][2] * z;
  return [row(0), row(1), row(2)];
};

const drawAxis = (random: Random): Point => {
  const [x, y, z] = [random.normal(), random.normal(), random.normal()];
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
};

/** Rodrigues' formula. */
function turn([x, y, z]: Point, angle: number): Matrix {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const d = 1 - c;
  return [
    [c + x * x * d, x * y * d - z * s, x * z * d + y * s],
    [y * x * d + z * s, c + y * y * d, y * z * d - x * s],
    [z * x * d - y * s, z * y * d + x * s, c + z * z * d],
  ];
}

const product = (a: Matrix, b: Matrix): Matrix => transposed(transposed(b).map((column) => apply(a, column)) as unknown as Matrix);
const transposed = (m: Matrix): Matrix => [0, 1, 2].map((n) => m.map((row) => row[n]!)) as unknown as Matrix;
const scaled = (m: Matrix, by: number): Matrix => m.map((row) => row.map((value) => value * by)) as unknown as Matrix;
