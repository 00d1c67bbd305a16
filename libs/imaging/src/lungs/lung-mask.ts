/** Where the lungs are, with what lies at their walls. */
import { CorruptDataError } from '@casebook/core';
import type { Vector3 } from '../volume/vector.js';
import { resample } from '../volume/resample.js';
import type { Volume } from '../volume/volume.js';
import { components } from './components.js';
import { squaredDistances } from './distance-transform.js';

export interface LungMask extends Omit<Volume, 'voxels'> {
  /** 1 within the lungs and a few millimetres around them, 0 elsewhere; x fastest. */
  voxels: Uint8Array;
  /** Air-filled volume that was found, ml. */
  millilitres: number;
}

/** Grid of the mask, mm: lungs need no finer one, and it makes the mask some twenty times cheaper. */
const SPACING: Vector3 = [2, 2, 2];
/** Air and lung tissue are below this, everything else above, HU. */
const AIR_LIKE = -400;
/** Less air than this is no lung of an adult, ml. */
const SMALLEST_ML = 250;
/** Holes and bays up to twice this are filled: vessels, and nodules at the pleura. Then the mask grows by the rim. mm */
const CLOSING = 10;
const RIM = 4;

/**
 * Air that is not outside of the body, its largest parts, closed and grown so that nodules at the pleura stay in.
 *
 * @param volume any CT of the chest
 * @returns on an upright grid of 2 mm
 * @throws CorruptDataError NO_LUNGS for a head, a knee, a phantom of water …
 */
export function lungMask(volume: Volume): LungMask {
  const coarse = resample(volume, SPACING);
  const air = marked(coarse.voxels, (value) => value < AIR_LIKE);
  removeOutside(air, coarse.size);
  const { labels, sizes } = components(air, coarse.size);
  const millilitresEach = (SPACING[0] * SPACING[1] * SPACING[2]) / 1000;
  const largest = Math.max(...sizes);
  const isLung = sizes.map((count) => count * millilitresEach >= SMALLEST_ML / 2 && count >= largest / 10);
  const lungs = marked(labels, (label) => isLung[label]!);
  const millilitres = sizes.reduce((sum, count, label) => (isLung[label] ? sum + count * millilitresEach : sum), 0);
  if (millilitres < SMALLEST_ML) {
    throw new CorruptDataError(
      'NO_LUNGS',
      `There are no lungs in this volume (${Math.round(millilitres)} ml of air inside a body): send a CT of the chest.`,
    );
  }
  return { ...coarse, voxels: closedWhereLungsAre(lungs, coarse.size), millilitres };
}

/** Air that reaches the edge of its slice is outside: around the body, under the table. */
function removeOutside(air: Uint8Array, [nx, ny, nz]: Vector3): void {
  const waiting: number[] = [];
  for (let k = 0; k < nz; k++) {
    const start = k * nx * ny;
    const visit = (n: number) => {
      if (!air[n]) return;
      air[n] = 0;
      waiting.push(n);
    };
    for (let i = 0; i < nx; i++) [start + i, start + i + nx * (ny - 1)].forEach(visit);
    for (let j = 0; j < ny; j++) [start + j * nx, start + j * nx + nx - 1].forEach(visit);
    while (waiting.length > 0) {
      const n = waiting.pop()!;
      const [i, j] = [n % nx, Math.floor((n - start) / nx)];
      if (i > 0) visit(n - 1);
      if (i < nx - 1) visit(n + 1);
      if (j > 0) visit(n - nx);
      if (j < ny - 1) visit(n + nx);
    }
  }
}

/** Distances reach no further than the closing: what is farther from the lungs need not be looked at. */
function closedWhereLungsAre(lungs: Uint8Array, size: Vector3): Uint8Array {
  const { from, to } = boundsOf(lungs, size, Math.ceil(CLOSING / Math.min(...SPACING)) + 2);
  const part = [to[0] - from[0], to[1] - from[1], to[2] - from[2]] as const;
  const cut = new Uint8Array(part[0] * part[1] * part[2]);
  eachRow(part, (n, j, k) => {
    const at = from[0] + size[0] * (from[1] + j + size[1] * (from[2] + k));
    cut.set(lungs.subarray(at, at + part[0]), n);
  });
  const mask = closed(cut, part);
  const out = new Uint8Array(lungs.length);
  eachRow(part, (n, j, k) => out.set(mask.subarray(n, n + part[0]), from[0] + size[0] * (from[1] + j + size[1] * (from[2] + k))));
  return out;
}

/** Grown by the closing, shrunk by it less the rim. */
function closed(mask: Uint8Array, size: Vector3): Uint8Array {
  const outside = marked(squaredDistances(mask, size, SPACING), (distance) => distance > CLOSING ** 2);
  return marked(squaredDistances(outside, size, SPACING), (distance) => distance > (CLOSING - RIM) ** 2);
}

/** `Uint8Array.from` with a function takes ten times as long. */
function marked(values: ArrayLike<number>, isMarked: (value: number) => boolean): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let n = 0; n < out.length; n++) if (isMarked(values[n]!)) out[n] = 1;
  return out;
}

/** The box around what is marked, wider by a margin where the grid goes on. */
function boundsOf(mask: Uint8Array, size: Vector3, margin: number): { from: Vector3; to: Vector3 } {
  const [low, high] = [[...size], [0, 0, 0]] as [number[], number[]];
  const take = (axis: 0 | 1 | 2, at: number) => {
    if (at < low[axis]!) low[axis] = at;
    if (at >= high[axis]!) high[axis] = at + 1;
  };
  eachRow(size, (start, j, k) => {
    const row = mask.subarray(start, start + size[0]);
    const first = row.indexOf(1);
    if (first < 0) return;
    take(0, first);
    take(0, row.lastIndexOf(1));
    take(1, j);
    take(2, k);
  });
  return {
    from: low.map((at) => Math.max(at - margin, 0)) as unknown as Vector3,
    to: high.map((at, axis) => Math.min(at + margin, size[axis]!)) as unknown as Vector3,
  };
}

/** Rows along x, with the number of their first voxel. */
function eachRow([nx, ny, nz]: Vector3, visit: (start: number, j: number, k: number) => void): void {
  for (let k = 0, n = 0; k < nz; k++) for (let j = 0; j < ny; j++, n += nx) visit(n, j, k);
}
