/** From a scan in Hounsfield units to what is searched. */
import { lungMask, maskOnGrid, resample, type Vector3, type Volume } from '@casebook/imaging';
import { type Grid, PREPARATION } from '@casebook/nodule-detector-contract/detector';

export interface PreparedVolume {
  grid: Grid;
  /** Where the grid's voxels are in the patient. */
  geometry: Omit<Volume, 'voxels'>;
}

/** Voxels kept around the lungs: as far as tiles reach beyond them. */
const MARGIN = 24;

/**
 * Resampled to `PREPARATION.spacing`, lungs found, cut down to them.
 * @throws as `resample` and `lungMask`
 */
export function prepareVolume(volume: Volume): PreparedVolume {
  const upright = resample(volume, PREPARATION.spacing);
  const lungs = maskOnGrid(lungMask(upright), upright);
  const { low, high } = bounds(lungs, upright.size);
  const from = low.map((value) => Math.max(value - MARGIN, 0)) as unknown as Vector3;
  const shape = high.map((value, axis) => Math.min(value + MARGIN, upright.size[axis]!) - from[axis]!) as unknown as Vector3;
  return {
    grid: { data: cut(upright.voxels, upright.size, from, shape), lungs: cut(lungs, upright.size, from, shape), shape },
    geometry: {
      ...upright,
      size: shape,
      origin: upright.origin.map((mm, axis) => mm + from[axis]! * PREPARATION.spacing[axis]!) as unknown as Vector3,
    },
  };
}

function bounds(marked: Uint8Array, [nx, ny]: Vector3): { low: number[]; high: number[] } {
  const [low, high] = [
    [Infinity, Infinity, Infinity],
    [0, 0, 0],
  ];
  for (let n = 0; n < marked.length; n++) {
    if (!marked[n]) continue;
    [n % nx, Math.floor(n / nx) % ny, Math.floor(n / nx / ny)].forEach((at, axis) => {
      low[axis] = Math.min(low[axis]!, at);
      high[axis] = Math.max(high[axis]!, at + 1);
    });
  }
  return { low, high };
}

function cut<T extends Int16Array | Uint8Array>(voxels: T, [nx, ny]: Vector3, from: Vector3, [sx, sy, sz]: Vector3): T {
  const out = new (voxels.constructor as new (count: number) => T)(sx * sy * sz);
  for (let k = 0, n = 0; k < sz; k++) {
    for (let j = 0; j < sy; j++, n += sx) {
      const start = from[0] + nx * (from[1] + j + ny * (from[2] + k));
      out.set(voxels.subarray(start, start + sx), n);
    }
  }
  return out;
}
