/** A volume on a grid of another spacing, along the patient's own axes. */
import { InvalidInputError } from '@casebook/core';
import type { Vector3 } from './vector.js';
import { AIR, isAxial, toGrid, toPatient, type Volume } from './volume.js';

export interface ResampleOptions {
  /** Largest number of voxels of the answer. */
  maxVoxels?: number;
}

/**
 * Trilinear interpolation onto an upright grid (LPS, right angles), so that a tilted gantry, a patient on the belly and a mirrored file come
 * out alike. The answer covers the volume's bounding box; outside of the volume it is air. Along an axis that becomes coarser by more than a
 * half, neighbours are averaged first, which keeps fine noise from becoming coarse noise.
 *
 * @param spacing millimetres, along x, y, z
 * @throws InvalidInputError RESAMPLE_TOO_LARGE
 */
export function resample(volume: Volume, spacing: Vector3, { maxVoxels = 2 ** 28 }: ResampleOptions = {}): Volume {
  const source = thinned(volume, spacing);
  const grid = uprightGrid(source, spacing);
  const count = grid.size[0] * grid.size[1] * grid.size[2];
  if (count > maxVoxels) {
    throw new InvalidInputError(
      'RESAMPLE_TOO_LARGE',
      `At ${spacing.join(' × ')} mm this volume has ${count} voxels, more than ${maxVoxels}: choose a coarser spacing.`,
    );
  }
  const voxels = isAxial(source) ? alongAxes(source, grid) : anywhere(source, grid);
  return { ...grid, voxels };
}

type Grid = Omit<Volume, 'voxels'>;

/** The upright grid over the bounding box of the volume's voxel centres. */
function uprightGrid(volume: Volume, spacing: Vector3): Grid {
  const last = volume.size.map((n) => n - 1) as unknown as Vector3;
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((corner) =>
    toPatient(volume, [corner & 1 ? last[0] : 0, corner & 2 ? last[1] : 0, corner & 4 ? last[2] : 0]),
  );
  const low = axes((axis) => Math.min(...corners.map((corner) => corner[axis])));
  const high = axes((axis) => Math.max(...corners.map((corner) => corner[axis])));
  return {
    spacing,
    origin: low,
    size: axes((axis) => Math.floor((high[axis] - low[axis]) / spacing[axis] + 1e-6) + 1),
    direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], // prettier-ignore
  };
}

/** Where a line of the answer lies between the source's samples: index of the left one and weight of the right one. */
function line(count: number, step: number, start: number, samples: number): { left: Int32Array; weight: Float32Array } {
  const left = new Int32Array(count);
  const weight = new Float32Array(count);
  for (let n = 0; n < count; n++) {
    const at = Math.min(Math.max(start + n * step, 0), samples - 1);
    left[n] = Math.min(Math.floor(at), Math.max(samples - 2, 0));
    weight[n] = samples > 1 ? at - left[n]! : 0;
  }
  return { left, weight };
}

/** The quick case: each axis by itself, first z, then y, then x, one slice of the answer at a time. */
function alongAxes(source: Volume, grid: Grid): Int16Array {
  const [nx, ny, nz] = source.size;
  const [mx, my, mz] = grid.size;
  const [x, y, z] = axes((axis) =>
    line(
      grid.size[axis],
      grid.spacing[axis] / source.spacing[axis],
      (grid.origin[axis] - source.origin[axis]) / source.spacing[axis],
      source.size[axis],
    ),
  );
  const out = new Int16Array(mx * my * mz);
  const slice = new Float32Array(nx * ny);
  const row = new Float32Array(nx);
  for (let k = 0; k < mz; k++) {
    const low = z.left[k]! * nx * ny;
    const high = nz > 1 ? low + nx * ny : low;
    const up = z.weight[k]!;
    for (let n = 0; n < slice.length; n++) slice[n] = source.voxels[low + n]! * (1 - up) + source.voxels[high + n]! * up;
    for (let j = 0; j < my; j++) {
      const front = y.left[j]! * nx;
      const back = ny > 1 ? front + nx : front;
      const down = y.weight[j]!;
      for (let n = 0; n < nx; n++) row[n] = slice[front + n]! * (1 - down) + slice[back + n]! * down;
      const at = mx * (j + my * k);
      for (let i = 0; i < mx; i++) {
        const left = x.left[i]!;
        const right = nx > 1 ? left + 1 : left;
        out[at + i] = Math.round(row[left]! + (row[right]! - row[left]!) * x.weight[i]!);
      }
    }
  }
  return out;
}

const axes = <T>(of: (axis: 0 | 1 | 2) => T): [T, T, T] => [of(0), of(1), of(2)];

/** The general case: each voxel of the answer is looked up in the source's grid. */
function anywhere(source: Volume, grid: Grid): Int16Array {
  const [mx, my, mz] = grid.size;
  const out = new Int16Array(mx * my * mz).fill(AIR);
  const start = toGrid(source, grid.origin);
  const step = axes((axis) => {
    const moved = axes((other) => grid.origin[other] + (other === axis ? grid.spacing[axis] : 0));
    const to = toGrid(source, moved);
    return [to[0] - start[0], to[1] - start[1], to[2] - start[2]] as Vector3;
  });
  for (let k = 0; k < mz; k++) {
    for (let j = 0; j < my; j++) {
      for (let i = 0; i < mx; i++) {
        const value = trilinear(
          source,
          start[0] + i * step[0][0] + j * step[1][0] + k * step[2][0],
          start[1] + i * step[0][1] + j * step[1][1] + k * step[2][1],
          start[2] + i * step[0][2] + j * step[1][2] + k * step[2][2],
        );
        if (value !== undefined) out[i + mx * (j + my * k)] = Math.round(value);
      }
    }
  }
  return out;
}

/** The value between the eight neighbours of grid coordinates; undefined outside of the volume (half a voxel of tolerance). */
export function trilinear({ voxels, size: [nx, ny, nz] }: Volume, x: number, y: number, z: number): number | undefined {
  if (x < -0.5 || y < -0.5 || z < -0.5 || x > nx - 0.5 || y > ny - 0.5 || z > nz - 0.5) return undefined;
  const cx = Math.min(Math.max(x, 0), nx - 1);
  const cy = Math.min(Math.max(y, 0), ny - 1);
  const cz = Math.min(Math.max(z, 0), nz - 1);
  const i = Math.min(Math.floor(cx), Math.max(nx - 2, 0));
  const j = Math.min(Math.floor(cy), Math.max(ny - 2, 0));
  const k = Math.min(Math.floor(cz), Math.max(nz - 2, 0));
  const [fx, fy, fz] = [cx - i, cy - j, cz - k];
  const right = nx > 1 ? 1 : 0;
  const down = ny > 1 ? nx : 0;
  const up = nz > 1 ? nx * ny : 0;
  const at = i + nx * (j + ny * k);
  const edge = (from: number) => voxels[from]! * (1 - fx) + voxels[from + right]! * fx;
  const low = edge(at) * (1 - fy) + edge(at + down) * fy;
  const high = edge(at + up) * (1 - fy) + edge(at + up + down) * fy;
  return low * (1 - fz) + high * fz;
}

/** Averages whole numbers of neighbours along the axes that become coarser by more than a half: a box filter before fewer samples are taken. */
function thinned(volume: Volume, spacing: Vector3): Volume {
  let result = volume;
  for (const axis of [0, 1, 2] as const) {
    const by = isAxial(volume) ? Math.floor(spacing[axis] / volume.spacing[axis] + 1e-6) : 1;
    if (by > 1 && Math.floor(volume.size[axis] / by) > 1) result = averaged(result, axis, by);
  }
  return result;
}

function averaged(volume: Volume, axis: 0 | 1 | 2, by: number): Volume {
  const size = axes((other) => (other === axis ? Math.floor(volume.size[other] / by) : volume.size[other]));
  const strides = [1, volume.size[0], volume.size[0] * volume.size[1]] as const;
  const voxels = new Int16Array(size[0] * size[1] * size[2]);
  let n = 0;
  for (let k = 0; k < size[2]; k++) {
    for (let j = 0; j < size[1]; j++) {
      let from = (axis === 2 ? k * by : k) * strides[2] + (axis === 1 ? j * by : j) * strides[1];
      for (let i = 0; i < size[0]; i++, from += axis === 0 ? by : 1) {
        let sum = 0;
        for (let m = 0; m < by; m++) sum += volume.voxels[from + m * strides[axis]]!;
        voxels[n++] = Math.round(sum / by);
      }
    }
  }
  const shift = (by - 1) / 2; // the centre of the averaged voxels
  const moved = axes((other) => (other === axis ? shift : 0));
  return {
    ...volume,
    voxels,
    size,
    origin: toPatient(volume, moved),
    spacing: axes((other) => volume.spacing[other] * (other === axis ? by : 1)),
  };
}
