/** A slice as pixels: cut out of the voxels, then windowed. */
import type { Geometry } from './geometry.js';
import type { Plane } from './plane.js';

/** Stands where a voxel has not been loaded yet; no CT has it (the least Hounsfield unit that is stored is -1024). */
export const NOT_LOADED = -32_768;

export interface Slice {
  columns: number;
  rows: number;
  /** Hounsfield units, row by row. */
  values: Int16Array;
}

/**
 * Cuts a slice out of the voxels.
 *
 * @param index the slice along the plane's axis of the grid
 * @param into is used again where it has the right size, so that scrolling leaves no garbage behind
 */
export function cutSlice(voxels: Int16Array, { shape }: Pick<Geometry, 'shape'>, plane: Plane, index: number, into?: Int16Array): Slice {
  const strides = [1, shape[0], shape[0] * shape[1]] as const;
  const [columns, rows] = [shape[plane.across], shape[plane.down]];
  const alongRow = plane.flipAcross ? -strides[plane.across] : strides[plane.across];
  const alongColumn = plane.flipDown ? -strides[plane.down] : strides[plane.down];
  const first =
    index * strides[plane.through] +
    (plane.flipAcross ? (columns - 1) * strides[plane.across] : 0) +
    (plane.flipDown ? (rows - 1) * strides[plane.down] : 0);
  const values = into?.length === columns * rows ? into : new Int16Array(columns * rows);
  for (let row = 0, n = 0; row < rows; row++) {
    for (let column = 0, from = first + row * alongColumn; column < columns; column++, from += alongRow) values[n++] = voxels[from]!;
  }
  return { columns, rows, values };
}

/** Paints Hounsfield units through a table of colours (`colourTable`): one 32-bit pixel (RGBA in memory) each. */
export function paint({ values }: Slice, colours: Uint32Array, pixels: Uint32Array): void {
  for (let n = 0; n < values.length; n++) pixels[n] = colours[values[n]! & 0xffff]!;
}
