/** Where a network sees nodules that are none: what it should be shown more of. */
import type { Networks } from '@casebook/nodule-detector-contract/detector';
import type { Point } from '../augment/pose.js';
import { type PreparedScan } from '../data/prepared-scan.js';
import { EVERYTHING, searchScan } from './search-scan.js';

export interface HardPlaceOptions {
  /** A mark from this probability on is a mistake worth learning from. */
  from?: number;
  /** Of a scan: the likeliest. */
  most?: number;
}

/** Closer to a nodule's border than this, a mark is no mistake. mm, with voxels of 1 mm */
const MARGIN = 4;

export async function findHardPlaces(
  scan: PreparedScan,
  networks: Networks,
  { from = 0.1, most = 4 }: HardPlaceOptions = {},
): Promise<Point[]> {
  const candidates = await searchScan(scan, networks, EVERYTHING);
  const known = [...scan.nodules, ...scan.excluded];
  return candidates
    .filter(
      ({ probability, center }) =>
        probability >= from && known.every((each) => distance(each.center, center) > each.diameterMm / 2 + MARGIN),
    )
    .slice(0, most)
    .map(({ center }) => center);
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
