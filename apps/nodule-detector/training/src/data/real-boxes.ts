/** What is learned from real scans: boxes around their own nodules, around nodules drawn into them, and around places without any. */
import { Random, sha256Text } from '@casebook/data-pipelines';
import { implantNodules } from '@casebook/dataset-phantom-ct';
import { toGrid, type Vector3, type Volume } from '@casebook/imaging';
import { PREPARATION, type Grid } from '@casebook/nodule-detector-contract/detector';
import type { NoduleMark } from '@casebook/dataset-luna16';
import { prepareVolume } from './prepare-volume.js';
import type { Finding, PreparedScan } from './prepared-scan.js';

export interface RealScan {
  name: string;
  patient: string;
  volume: Volume;
  nodules: readonly NoduleMark[];
  excluded: readonly NoduleMark[];
}

export interface RealBoxOptions {
  /** Side of a box, mm. */
  side: number;
  /** Boxes around places in the lungs. */
  others: number;
  /** Nodules that are drawn into the lungs; 0: the scan stays as it is. */
  implanted: number;
  seed: number;
}

type Point = Finding['center'];

/** @throws as `prepareVolume` */
export function* realBoxes(scan: RealScan, { side, others, implanted, seed }: RealBoxOptions): Generator<PreparedScan> {
  const random = new Random(seed).fork(parseInt(sha256Text(scan.name).slice(0, 8), 16));
  const { grid, geometry } = prepareVolume(scan.volume);
  const inGrid = (mark: NoduleMark) => toFinding(mark, geometry);
  const known = scan.nodules.map(inGrid);
  const excluded = scan.excluded.map(inGrid);
  const avoid = [...scan.nodules, ...scan.excluded].map(({ centre, diameter }) => ({ centre, radius: Math.max(diameter, 10) / 2 }));
  const drawn =
    implanted > 0 ? implantNodules({ ...geometry, voxels: grid.data }, grid.lungs, { seed, count: implanted, avoid }) : undefined;
  const nodules = [...known, ...(drawn?.nodules ?? []).map(({ centre, diameter }) => inGrid({ centre, diameter }))];
  const data = drawn?.volume.voxels ?? grid.data;
  const places = Array.from({ length: others }, () => placeInLungs(grid, random));
  for (const [n, middle] of [...nodules.map(({ center }) => center), ...places].entries()) {
    yield boxAround({ ...scan, grid: { ...grid, data }, origin: geometry.origin, nodules, excluded, places: [middle] }, middle, side, n);
  }
}

/** All of it, with its lungs. @throws as `prepareVolume` */
export function wholeScan({ name, patient, volume, nodules, excluded }: RealScan): PreparedScan {
  const { grid, geometry } = prepareVolume(volume);
  return {
    name,
    patient,
    shape: [...grid.shape],
    origin: [...geometry.origin],
    nodules: nodules.map((mark) => toFinding(mark, geometry)),
    excluded: excluded.map((mark) => toFinding(mark, geometry)),
    places: [],
    data: grid.data,
    lungs: grid.lungs,
  };
}

/** A diameter below 0 is unknown: 10 mm. */
const toFinding = ({ centre, diameter }: NoduleMark, geometry: Omit<Volume, 'voxels'>): Finding => ({
  center: [...toGrid(geometry, centre)],
  diameterMm: diameter < 0 ? 10 : diameter,
});

function placeInLungs({ lungs, shape: [nx, ny] }: Grid, random: Random): Point {
  for (;;) {
    const n = random.below(lungs.length);
    if (lungs[n]) return [n % nx, Math.floor(n / nx) % ny, Math.floor(n / nx / ny)];
  }
}

interface Whole extends Pick<RealScan, 'name' | 'patient'> {
  grid: Grid;
  origin: Vector3;
  nodules: readonly Finding[];
  excluded: readonly Finding[];
  places: readonly Point[];
}

function boxAround(
  { name, patient, grid, origin, nodules, excluded, places }: Whole,
  middle: Point,
  side: number,
  n: number,
): PreparedScan {
  const voxels = PREPARATION.spacing.map((mm) => Math.round(side / mm)) as Point;
  const from = middle.map((value, axis) =>
    Math.min(Math.max(Math.round(value - voxels[axis]! / 2), 0), Math.max(grid.shape[axis]! - voxels[axis]!, 0)),
  ) as Point;
  const shape = voxels.map((count, axis) => Math.min(count, grid.shape[axis]!)) as Point;
  const moved = (point: Point) => point.map((value, axis) => value - from[axis]!) as Point;
  const near = (findings: readonly Finding[]) => findings.map((finding) => ({ ...finding, center: moved(finding.center) })).filter(({ center }) => center.every((value, axis) => value > -24 && value < shape[axis]! + 24)); // prettier-ignore
  const data = new Int16Array(shape[0] * shape[1] * shape[2]);
  for (let k = 0; k < shape[2]; k++) {
    for (let j = 0; j < shape[1]; j++) {
      const row = from[0] + grid.shape[0] * (from[1] + j + grid.shape[1] * (from[2] + k));
      data.set(grid.data.subarray(row, row + shape[0]), shape[0] * (j + shape[1] * k));
    }
  }
  return {
    name: `${name}-${n}`,
    patient,
    shape,
    origin: origin.map((mm, axis) => mm + from[axis]! * PREPARATION.spacing[axis]!) as Point,
    nodules: near(nodules),
    excluded: near(excluded),
    places: places.map(moved),
    data,
  };
}
