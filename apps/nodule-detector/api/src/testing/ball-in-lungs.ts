/** A chest in a few lines: a body, two lungs, and balls in them whose places are known. */
import { toPatient, writeCtSeries, type CtSeriesOptions, type Vector3, type Volume } from '@casebook/imaging';

export interface Ball {
  /** mm, LPS */
  center: Vector3;
  diameterMm: number;
}

/** Where the ball of a chest lies unless told; in the middle of the left lung. */
export const BALL: Ball = { center: [36, 4, -116], diameterMm: 14 };

export interface ChestOptions {
  balls?: readonly Ball[];
  /** mm along x, y, z */
  spacing?: Vector3;
  /** Slices; of fewer it is a part of a chest. */
  slices?: number;
}

/** Soft tissue 40 HU, lungs −860 HU, air around. A small chest, which is searched quickly: 176 × 128 × 124 mm, from z = −180 up. */
export function chest({ balls = [BALL], spacing = [2, 2, 4], slices = Math.round(124 / spacing[2]) }: ChestOptions = {}): Volume {
  const size: Vector3 = [Math.round(176 / spacing[0]), Math.round(128 / spacing[1]), slices];
  const volume: Volume = {
    voxels: new Int16Array(size[0] * size[1] * size[2]),
    size,
    spacing,
    origin: [-88, -64, -180],
    direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], // prettier-ignore
  };
  let n = 0;
  for (let k = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++) for (let i = 0; i < size[0]; i++) volume.voxels[n++] = densityAt(toPatient(volume, [i, j, k]), balls);
  return volume;
}

const inEllipsoid = ([x, y, z]: Vector3, [a, b, c]: Vector3, [rx, ry, rz]: Vector3) =>
  ((x - a) / rx) ** 2 + ((y - b) / ry) ** 2 + ((z - c) / rz) ** 2 < 1;

function densityAt(point: Vector3, balls: readonly Ball[]): number {
  if (balls.some(({ center, diameterMm: d }) => inEllipsoid(point, center, [d / 2, d / 2, d / 2]))) return 50;
  if ([-36, 36].some((x) => inEllipsoid(point, [x, 0, -118], [28, 40, 50]))) return -860;
  return inEllipsoid(point, [0, 0, point[2]], [80, 58, 1]) ? 40 : -1000;
}

/** Its DICOM files. */
export const chestFiles = (name: string, options: ChestOptions & Partial<CtSeriesOptions> = {}): Uint8Array[] =>
  [...writeCtSeries(chest(options), { name, ...options })].map(({ bytes }) => bytes);
