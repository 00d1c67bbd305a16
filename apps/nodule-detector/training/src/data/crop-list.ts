/** Which crops an epoch shows. */
import type { Random } from '@casebook/training';
import type { Point } from '../augment/pose.js';
import type { PreparedScan } from './prepared-scan.js';

/** What is drawn from: one scan or box. */
export interface Source {
  /** Of the prepared scan. */
  path: string;
  nodules: readonly Point[];
  places: readonly Point[];
  /** Where an earlier network saw a nodule that is none. */
  hard: readonly Point[];
}

export interface Crop {
  path: string;
  /** Voxel of the scan near which the crop is cut. */
  near: Point;
  /** How far from the middle that voxel may come to lie, voxels. */
  jitter: number;
}

/** Shares of an epoch's crops; they sum to one. Where there is nothing hard yet, places take its share. */
export interface CropShares {
  nodules: number;
  places: number;
  hard: number;
}

export const SHARES: CropShares = { nodules: 0.6, places: 0.2, hard: 0.2 };

export const sourceOf = (path: string, { nodules, places, shape }: PreparedScan, hard: readonly Point[] = []): Source => ({
  path,
  nodules: nodules.map(({ center }) => center).filter((center) => center.every((value, axis) => value >= 0 && value < shape[axis]!)),
  places,
  hard,
});

/** Draws an epoch: each nodule as often as any other, whatever its size and however many its scan has; likewise places and hard ones. */
export function drawCrops(sources: readonly Source[], count: number, random: Random, shares = SHARES, jitter = 20): Crop[] {
  const all = (of: (source: Source) => readonly Point[], by: number) =>
    sources.flatMap((source) => of(source).map((near): Crop => ({ path: source.path, near, jitter: by })));
  const [nodules, places, hard] = [
    all((source) => source.nodules, jitter),
    all((source) => source.places, jitter),
    all((source) => source.hard, jitter / 2),
  ];
  const quota = { nodules: Math.round(shares.nodules * count), hard: hard.length > 0 ? Math.round(shares.hard * count) : 0 };
  const rest = count - quota.nodules - quota.hard;
  const crops = [
    ...drawn(nodules, quota.nodules, random),
    ...drawn(hard, quota.hard, random),
    ...drawn(places.length > 0 ? places : nodules, rest, random),
  ];
  return random.shuffle(crops);
}

/** Every one once before any comes a second time. */
function drawn(from: readonly Crop[], count: number, random: Random): Crop[] {
  const out: Crop[] = [];
  while (from.length > 0 && out.length < count) {
    for (const n of random.permutation(from.length)) if (out.length < count) out.push(from[n]!);
  }
  return out;
}
