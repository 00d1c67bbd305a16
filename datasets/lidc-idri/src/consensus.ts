/** One answer from four readers. */
import { toPatient, type Vector3, type Volume } from '@casebook/imaging';
import type { Outline, ReaderMark, ReaderMarks } from './read-marks.js';

/** A nodule that enough readers marked: its centre (mm, LPS) and diameter (mm), means of the readers'. */
export interface ConsensusNodule {
  centre: Vector3;
  diameter: number;
  readers: number;
}

export interface Consensus {
  /** At least `minReaders` of the readers marked it, and it is at least `minDiameter` wide. */
  nodules: ConsensusNodule[];
  /** Marked by fewer, or smaller: counts neither as a nodule nor as its absence. */
  excluded: ConsensusNodule[];
}

type Grid = Omit<Volume, 'voxels'>;

/**
 * Marks of different readers are of one nodule where their centres are closer than the larger radius. A reader's diameter is that of the sphere
 * with the volume inside of the outlines: an outline is drawn on the first pixels outside, so its own pixels do not count (Pick's theorem).
 *
 * @param grid of the volume the readers looked at
 */
export function consensus(
  { marks }: ReaderMarks,
  grid: Grid,
  { minReaders = 3, minDiameter = 3 }: { minReaders?: number; minDiameter?: number } = {},
): Consensus {
  const groups: (Measured & { reader: number })[][] = [];
  for (const mark of marks) {
    const measured = { ...measure(mark, grid), reader: mark.reader };
    const near = groups.find((group) => group.some((other) => isSame(other, measured)));
    if (near) near.push(measured);
    else groups.push([measured]);
  }
  const all = groups.map((group): ConsensusNodule => ({
    centre: [0, 1, 2].map((axis) => mean(group.map(({ centre }) => centre[axis]!))) as unknown as Vector3,
    diameter: mean(group.map(({ diameter }) => diameter)),
    readers: new Set(group.map(({ reader }) => reader)).size,
  }));
  const counts = (nodule: ConsensusNodule) => nodule.readers >= minReaders && nodule.diameter >= minDiameter;
  return { nodules: all.filter(counts), excluded: all.filter((nodule) => !counts(nodule)) };
}

interface Measured {
  centre: Vector3;
  diameter: number;
}

const isSame = (a: Measured, b: Measured) =>
  Math.hypot(...a.centre.map((value, axis) => value - b.centre[axis]!)) < Math.max(a.diameter, b.diameter) / 2;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function measure({ outlines }: ReaderMark, grid: Grid): Measured {
  let [pixels, x, y, k] = [0, 0, 0, 0];
  for (const outline of outlines) {
    const { area, centre } = inside(outline);
    const weight = outline.inclusion ? area : -area;
    pixels += weight;
    x += weight * centre[0];
    y += weight * centre[1];
    k += weight * sliceOf(outline, grid);
  }
  const volume = pixels * grid.spacing[0] * grid.spacing[1] * grid.spacing[2];
  return { centre: toPatient(grid, [x / pixels, y / pixels, k / pixels]), diameter: 2 * Math.cbrt((3 * volume) / (4 * Math.PI)) };
}

/** Readers give the height of a slice; LIDC's slices are upright, from foot to head or from head to foot. */
const sliceOf = ({ z }: Outline, { origin, spacing, direction }: Grid) => (z - origin[2]) / (spacing[2] * direction[2][2]);

/** Pixels strictly inside of a polygon (area - border / 2 + 1), at least one, and its centre of gravity. */
function inside({ points }: Outline): { area: number; centre: [number, number] } {
  let [area, x, y] = [0, 0, 0];
  points.forEach(([ax, ay], n) => {
    const [bx, by] = points[(n + 1) % points.length]!;
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += ((ax + bx) * cross) / 6;
    y += ((ay + by) * cross) / 6;
  });
  const border = new Set(points.map((point) => point.join())).size;
  const pixels = Math.max(Math.abs(area) - border / 2 + 1, 1);
  const centre: [number, number] =
    area === 0 ? [mean(points.map((point) => point[0])), mean(points.map((point) => point[1]))] : [x / area, y / area];
  return { area: pixels, centre };
}
