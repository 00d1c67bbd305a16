/** What a scanner makes of a phantom: slices of some thickness, blurred and grainy. */
import { Random } from '@casebook/data-pipelines';
import { AIR, type Vector3, type Volume } from '@casebook/imaging';
import { between } from '../draw.js';
import type { Phantom } from '../phantom.js';
import { addNoise, createNoise } from './noise.js';
import type { Grid } from './grid.js';
import { render } from './render.js';

/** A part of the phantom's space, mm. */
export interface Box {
  low: Vector3;
  high: Vector3;
}

export interface ScanOptions {
  /** The whole chest unless told. */
  box?: Box;
  /** Another scan of the same phantom: other slices, blur and noise. */
  scan?: number;
  /** After each slice. */
  onSlice?: (done: number, total: number) => void;
}

/** Slices are made of layers not thicker than this, mm, and averaged. */
const LAYER = 1.25;

/** The chest with a hand's breadth above and below the lungs. */
export const wholeChest = ({ thorax }: Phantom): Box => ({
  low: [-thorax.halfWidth - 12, -thorax.halfDepth - 12, -25],
  high: [thorax.halfWidth + 12, thorax.halfDepth + 12, thorax.lungHeight + 20],
});

/** The same phantom, options and scan number give the same volume. */
export function scanPhantom(phantom: Phantom, { box = wholeChest(phantom), scan = 0, onSlice }: ScanOptions = {}): Volume {
  const random = new Random(phantom.seed).fork(1000 + scan);
  const { scanner } = phantom.settings;
  const pixel = between(random, scanner.pixel);
  const thickness = between(random, scanner.slice);
  const blur = between(random, scanner.blur) / pixel;
  const sigma = between(random, scanner.noise);
  const tiles = [0, 1, 2, 3].map(() => createNoise(random, blur));

  const spacing: Vector3 = [pixel, pixel, thickness];
  const size = box.low.map((low, axis) => Math.max(Math.round((box.high[axis]! - low) / spacing[axis]!), 2)) as unknown as Vector3;
  const layers = Math.ceil(thickness / LAYER);
  const voxels = new Int16Array(size[0] * size[1] * size[2]);
  for (let k = 0; k < size[2]; k++) {
    const bottom = box.low[2] + k * thickness;
    const grid: Grid = {
      size: [size[0], size[1], layers],
      spacing: [pixel, pixel, thickness / layers],
      origin: [box.low[0], box.low[1], bottom + thickness / layers / 2],
    };
    const slice = blurred(averaged(render(phantom, grid), layers), size[0], blur);
    addNoise(slice, size[0], random.pick(tiles), sigma, random);
    for (let n = 0; n < slice.length; n++) voxels[k * slice.length + n] = Math.max(Math.round(slice[n]!), AIR);
    onSlice?.(k + 1, size[2]);
  }
  return { voxels, size, spacing, origin: [box.low[0], box.low[1], box.low[2] + thickness / 2], direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }; // prettier-ignore
}

function averaged(values: Float32Array, layers: number): Float32Array {
  const plane = values.length / layers;
  const out = values.slice(0, plane);
  for (let layer = 1; layer < layers; layer++) for (let n = 0; n < plane; n++) out[n]! += values[layer * plane + n]!;
  return out.map((value) => value / layers);
}

/** Gaussian blur of a slice, along the rows and then the columns. */
function blurred(slice: Float32Array, columns: number, sigma: number): Float32Array {
  const half = Math.max(Math.ceil(2.5 * sigma), 1);
  const kernel = Array.from({ length: 2 * half + 1 }, (_, n) => Math.exp(-((n - half) ** 2) / (2 * sigma * sigma)));
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  const rows = slice.length / columns;
  const along = (from: Float32Array, count: number, step: number, lines: number, stride: number) => {
    const out = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let n = 0; n < count; n++) {
        let value = 0;
        for (let m = -half; m <= half; m++)
          value += kernel[m + half]! * from[line * stride + Math.min(Math.max(n + m, 0), count - 1) * step]!;
        out[line * stride + n * step] = value / sum;
      }
    }
    return out;
  };
  return along(along(slice, columns, 1, rows, columns), rows, columns, columns, 1);
}
