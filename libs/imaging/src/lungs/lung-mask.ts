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
  const air = Uint8Array.from(coarse.voxels, (value) => (value < AIR_LIKE ? 1 : 0));
  removeOutside(air, coarse.size);
  const { labels, sizes } = components(air, coarse.size);
  const millilitresEach = (SPACING[0] * SPACING[1] * SPACING[2]) / 1000;
  const largest = Math.max(...sizes);
  const isLung = sizes.map((count) => count * millilitresEach >= SMALLEST_ML / 2 && count >= largest / 10);
  const lungs = Uint8Array.from(labels, (label) => (isLung[label] ? 1 : 0));
  const millilitres = sizes.reduce((sum, count, label) => (isLung[label] ? sum + count * millilitresEach : sum), 0);
  if (millilitres < SMALLEST_ML) {
    throw new CorruptDataError(
      'NO_LUNGS',
      `There are no lungs in this volume (${Math.round(millilitres)} ml of air inside a body): send a CT of the chest.`,
    );
  }
  return { ...coarse, voxels: closed(lungs, coarse.size), millilitres };
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

/** Grown by the closing, shrunk by it less the rim. */
function closed(mask: Uint8Array, size: Vector3): Uint8Array {
  const outside = squaredDistances(mask, size, SPACING).map((distance) => (distance > CLOSING ** 2 ? 1 : 0));
  const inside = squaredDistances(Uint8Array.from(outside), size, SPACING);
  return Uint8Array.from(inside, (distance) => (distance > (CLOSING - RIM) ** 2 ? 1 : 0));
}
