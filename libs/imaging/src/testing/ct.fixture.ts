/** Small volumes with known contents, and their files. */
import type { Vector3 } from '../volume/vector.js';
import type { Volume } from '../volume/volume.js';
import { writeCtSeries, type CtSeriesOptions } from '../dicom/write-ct-series.js';

/** Voxel (i, j, k) holds `100 k + 10 j + i - 500`: each voxel of a small volume is told from every other. */
export function countingVolume(size: Vector3 = [8, 6, 5], change: Partial<Volume> = {}): Volume {
  const voxels = new Int16Array(size[0] * size[1] * size[2]);
  for (let k = 0, n = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++) for (let i = 0; i < size[0]; i++) voxels[n++] = 100 * k + 10 * j + i - 500;
  return { voxels, size, spacing: [0.7, 0.7, 2.5], origin: [-10, -20, -300], direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], ...change }; // prettier-ignore
}

export const filesOf = (volume: Volume, options: Partial<CtSeriesOptions> = {}): Uint8Array[] =>
  [...writeCtSeries(volume, { name: 'fixture', ...options })].map(({ bytes }) => bytes);
