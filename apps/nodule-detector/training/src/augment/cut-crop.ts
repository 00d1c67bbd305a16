/** A cube out of a scan, as a pose says. */
import type { PreparedScan } from '../data/prepared-scan.js';
import { apply, type Point, type Pose } from './pose.js';

/**
 * Trilinear; beyond the scan its border goes on.
 *
 * @param middle voxel of the scan that becomes voxel [side/2, side/2, side/2]
 * @returns Hounsfield units, x fastest, side³
 */
export function cutCrop(
  { data, shape }: Pick<PreparedScan, 'data' | 'shape'>,
  middle: Point,
  side: number,
  { toScan }: Pose,
): Float32Array {
  const out = new Float32Array(side ** 3);
  const step: Point = [toScan[0][0], toScan[1][0], toScan[2][0]]; // one voxel along the crop's x
  for (let k = 0, n = 0; k < side; k++) {
    for (let j = 0; j < side; j++) {
      const start = apply(toScan, [-side / 2, j - side / 2, k - side / 2]);
      let [x, y, z] = [start[0] + middle[0], start[1] + middle[1], start[2] + middle[2]];
      for (let i = 0; i < side; i++, n++) {
        out[n] = valueAt(data, shape, x, y, z);
        x += step[0];
        y += step[1];
        z += step[2];
      }
    }
  }
  return out;
}

function valueAt(data: Int16Array, [nx, ny, nz]: readonly [number, number, number], x: number, y: number, z: number): number {
  const [cx, cy, cz] = [Math.min(Math.max(x, 0), nx - 1), Math.min(Math.max(y, 0), ny - 1), Math.min(Math.max(z, 0), nz - 1)];
  const [i, j, k] = [cx | 0, cy | 0, cz | 0];
  const [u, v, w] = [cx - i, cy - j, cz - k];
  const at = i + nx * (j + ny * k);
  const right = i + 1 < nx ? 1 : 0;
  const down = j + 1 < ny ? nx : 0;
  const up = k + 1 < nz ? nx * ny : 0;
  const low = mix(mix(data[at]!, data[at + right]!, u), mix(data[at + down]!, data[at + down + right]!, u), v);
  const high = mix(mix(data[at + up]!, data[at + up + right]!, u), mix(data[at + up + down]!, data[at + up + down + right]!, u), v);
  return mix(low, high, w);
}

const mix = (a: number, b: number, share: number) => a + (b - a) * share;

/** Where a voxel of the scan lies in the crop. */
export function toCrop(point: Point, middle: Point, side: number, { toCrop: turn }: Pose): [number, number, number] {
  const [x, y, z] = apply(turn, [point[0] - middle[0], point[1] - middle[1], point[2] - middle[2]]);
  return [x + side / 2, y + side / 2, z + side / 2];
}
