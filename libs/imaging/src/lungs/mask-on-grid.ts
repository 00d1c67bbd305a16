/** A lung mask on the grid of a finer volume. */
import { toGrid, toPatient, type Volume } from '../volume/volume.js';
import type { LungMask } from './lung-mask.js';

/** For each voxel of an upright volume the mask's nearest one; 0 beyond the mask. x fastest. */
export function maskOnGrid(mask: LungMask, grid: Omit<Volume, 'voxels'>): Uint8Array {
  const [x, y, z] = [0, 1, 2].map((axis) => nearest(mask, grid, axis as 0 | 1 | 2)) as [Int32Array, Int32Array, Int32Array];
  const out = new Uint8Array(x.length * y.length * z.length);
  const [mx, my] = mask.size;
  for (let k = 0, n = 0; k < z.length; k++) {
    for (let j = 0; j < y.length; j++) {
      const row = y[j]! < 0 || z[k]! < 0 ? -1 : mx * (y[j]! + my * z[k]!);
      for (let i = 0; i < x.length; i++, n++) out[n] = row < 0 || x[i]! < 0 ? 0 : mask.voxels[row + x[i]!]!;
    }
  }
  return out;
}

/** Of each voxel along an axis, the mask's index; -1 beyond it. Both grids are upright, so that axes go together. */
function nearest(mask: LungMask, grid: Omit<Volume, 'voxels'>, axis: 0 | 1 | 2): Int32Array {
  return Int32Array.from({ length: grid.size[axis] }, (_, n) => {
    const at = Math.round(toGrid(mask, toPatient(grid, [n, n, n]))[axis]);
    return at >= 0 && at < mask.size[axis] ? at : -1;
  });
}
