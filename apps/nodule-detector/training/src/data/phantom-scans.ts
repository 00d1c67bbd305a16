/** Phantoms on the networks' grid: to learn from, boxes around nodules and around places that look like some, each a fraction of the work of a chest. */
import { Random } from '@casebook/data-pipelines';
import { createPhantom, scanPhantom, USUAL, type Phantom, type PhantomSettings } from '@casebook/dataset-phantom-ct';
import { resample, toGrid, type Vector3 } from '@casebook/imaging';
import { PREPARATION } from '@casebook/nodule-detector-contract/detector';
import { prepareVolume } from './prepare-volume.js';
import type { Finding, PreparedScan } from './prepared-scan.js';

export interface BoxOptions {
  /** Side of a box, mm. */
  side: number;
  /** Boxes without a nodule in the middle. */
  others: number;
  settings?: PhantomSettings;
}

/** A nodule lies up to this far from the middle of its box along each axis, mm. */
const JITTER = 10;
/** Nodules whose centres are this far outside of a box are still told: they may reach into it. mm */
const NEAR = 24;
/** Plates longer than this are fissures, which every box has. mm */
const FISSURE = 100;

/** The same seed and options give the same boxes; each is a scan of its own, with other slices, blur and noise. */
export function* phantomBoxes(seed: number, { side, others, settings = USUAL }: BoxOptions): Generator<PreparedScan> {
  const phantom = createPhantom(seed, settings);
  const random = new Random(seed).fork(99);
  const around = phantom.nodules.map(({ centre }) => moved(centre, () => JITTER * (2 * random.uniform() - 1)));
  const elsewhere = Array.from({ length: others }, () => random.pick(placesOf(phantom)));
  for (const [n, middle] of [...around, ...elsewhere].entries()) {
    const box = { low: moved(middle, () => -side / 2), high: moved(middle, () => side / 2) };
    const grid = resample(scanPhantom(phantom, { box, scan: n + 1 }), PREPARATION.spacing);
    const within = (point: Vector3, margin: number) =>
      point.every((mm, axis) => mm > box.low[axis]! - margin && mm < box.high[axis]! + margin);
    yield {
      name: `phantom-${seed}-${n}`,
      patient: `phantom-${seed}`,
      shape: [...grid.size],
      origin: [...grid.origin],
      nodules: phantom.nodules
        .filter(({ centre }) => within(centre, NEAR))
        .map(({ centre, diameter }) => ({ center: [...toGrid(grid, centre)], diameterMm: diameter })),
      excluded: [],
      places: [middle, ...placesOf(phantom)]
        .filter((place) => within(place, -side / 4))
        .slice(0, 20)
        .map((place) => [...toGrid(grid, place)]),
      data: grid.voxels,
    };
  }
}

/** The whole chest. */
export function phantomScan(seed: number, settings: PhantomSettings): PreparedScan {
  const phantom = createPhantom(seed, settings);
  const { grid, geometry } = prepareVolume(scanPhantom(phantom));
  const at = (place: Vector3) => [...toGrid(geometry, place)] as Finding['center'];
  return {
    name: `phantom-${seed}`,
    patient: `phantom-${seed}`,
    shape: [...grid.shape],
    origin: [...geometry.origin],
    nodules: phantom.nodules.map(({ centre, diameter }) => ({ center: at(centre), diameterMm: diameter })),
    excluded: [],
    places: placesOf(phantom).map(at),
    data: grid.data,
    lungs: grid.lungs,
  };
}

/** Scars and plaques, and the ends of branches. */
function placesOf({ plates, vessels }: Phantom): Vector3[] {
  const scars = plates.filter(({ halfLength }) => halfLength < FISSURE).map(({ centre }) => centre);
  const branches = vessels.filter(({ radii }) => radii[1] > 1).map(({ to }) => to);
  return [...scars, ...scars, ...scars, ...branches.filter((_, n) => n % 40 === 0)];
}

const moved = ([x, y, z]: Vector3, by: () => number): Vector3 => [x + by(), y + by(), z + by()];
