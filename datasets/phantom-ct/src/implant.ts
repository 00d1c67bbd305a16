/** The same nodules in real lungs. */
import { Random } from '@casebook/data-pipelines';
import { isAxial, toPatient, type Volume } from '@casebook/imaging';
import { InvalidInputError } from '@casebook/core';
import type { Point } from './anatomy/tube.js';
import { createNodule, drawDiameter, type Nodule } from './findings/nodule.js';
import { drawNodule } from './scanner/render.js';
import { USUAL, type PhantomSettings } from './settings.js';

export interface ImplantOptions {
  seed: number;
  /** How many; fewer where the lungs have no room. */
  count: number;
  /** Places that stay as they are, e.g. around nodules that are there already: centre and radius, mm. */
  avoid?: readonly { centre: Point; radius: number }[];
  settings?: PhantomSettings;
}

/** Blur of the implanted border within a slice, as real scanners have it, is that of the nodule's own border: at least this, mm. */
const BORDER = 0.7;

/**
 * Draws nodules into a copy of an upright volume, in the voxels that a lung mask marks. Only density is added, so that walls, vessels and the
 * scanner's grain stay: a nodule's grain is that of the lung around it.
 *
 * @param lungs one number a voxel, not 0 within the lungs
 * @throws InvalidInputError VOLUME_NOT_UPRIGHT
 */
export function implantNodules(
  volume: Volume,
  lungs: Uint8Array,
  { seed, count, avoid = [], settings = USUAL }: ImplantOptions,
): { volume: Volume; nodules: Nodule[] } {
  if (!isAxial(volume))
    throw new InvalidInputError('VOLUME_NOT_UPRIGHT', 'Nodules are implanted into upright volumes: resample the volume first.');
  const random = new Random(seed);
  const places = Int32Array.from(lungs.keys()).filter((n) => lungs[n]! > 0);
  const voxels = Int16Array.from(volume.voxels);
  const nodules: Nodule[] = [];
  for (let tries = 0; nodules.length < count && tries < 100 * count && places.length > 0; tries++) {
    const centre = pointOf(volume, random.pick(places as unknown as readonly number[]));
    const diameter = drawDiameter(random, settings);
    const taken = [...avoid, ...nodules.map((nodule) => ({ centre: nodule.centre, radius: nodule.diameter / 2 }))];
    if (taken.some((other) => Math.hypot(...centre.map((mm, axis) => mm - other.centre[axis]!)) < other.radius + diameter)) continue;
    const nodule = createNodule(random, centre, 'none', diameter, settings);
    nodules.push({ ...nodule, border: Math.max(nodule.border, BORDER) });
  }
  for (const nodule of nodules) drawNodule(nodule, volume, voxels);
  return { volume: { ...volume, voxels }, nodules };
}

function pointOf(volume: Volume, n: number): Point {
  const [nx, ny] = volume.size;
  return toPatient(volume, [n % nx, Math.floor(n / nx) % ny, Math.floor(n / nx / ny)]);
}
