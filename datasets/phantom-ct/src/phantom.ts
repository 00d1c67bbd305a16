/** A phantom: everything that is in one chest, before a scanner has seen it. */
import { Random } from '@casebook/data-pipelines';
import { dot, length, scale, subtract } from '@casebook/imaging';
import { createRibs } from './anatomy/skeleton.js';
import { createThorax, inLung, type Lung, pleura, type Thorax } from './anatomy/thorax.js';
import { growTree } from './anatomy/tree.js';
import type { Point, Tube } from './anatomy/tube.js';
import { between, direction, wholeBetween } from './draw.js';
import type { Plate } from './findings/distractors.js';
import { createNodule, drawDiameter, type Attachment, type Nodule } from './findings/nodule.js';
import { USUAL, type PhantomSettings } from './settings.js';

export interface Phantom {
  seed: number;
  settings: PhantomSettings;
  thorax: Thorax;
  bones: Tube[];
  /** Arteries and veins; windpipe, bronchi and bronchioles. */
  vessels: Tube[];
  airways: Tube[];
  /** Fissures between the lobes, scars, plaques. */
  plates: Plate[];
  nodules: Nodule[];
}

const AIR_INSIDE = -985;

/** The same seed and settings give the same phantom. */
export function createPhantom(seed: number, settings: PhantomSettings = USUAL): Phantom {
  const random = new Random(seed);
  const thorax = createThorax(random.fork(1), settings);
  const vessels = thorax.lungs.flatMap((lung, n) =>
    [0, 1, 2].flatMap((tree) => lungTree(random.fork(10 + 3 * n + tree), thorax, lung, settings)),
  );
  const phantom: Phantom = {
    seed,
    settings,
    thorax,
    bones: createRibs(random.fork(2), thorax),
    vessels,
    airways: createAirways(random.fork(3), thorax),
    plates: [...fissures(random.fork(4), thorax), ...scars(random.fork(5), thorax, settings), ...plaques(random.fork(6), thorax, settings)],
    nodules: [],
  };
  return { ...phantom, nodules: createNodules(random.fork(7), phantom, settings) };
}

const hilum = ({ lungHeight }: Thorax, { side }: Lung): Point => [side * 34, 4, lungHeight * 0.48];

function lungTree(random: Random, thorax: Thorax, lung: Lung, { anatomy }: PhantomSettings): Tube[] {
  const [x, y, z] = hilum(thorax, lung);
  const outwards = direction(random);
  return growTree(random, {
    root: [x, y + 8 * random.normal(), z + 10 * random.normal()],
    towards: normalised([lung.side * (0.8 + Math.abs(outwards[0])), outwards[1], outwards[2]]),
    radius: between(random, anatomy.vesselRoot),
    smallest: anatomy.smallestVessel,
    density: thorax.blood,
    inside: (point) => inLung(thorax, point, 2) || Math.hypot(point[0] - x, point[1] - y, point[2] - z) < 25,
  });
}

function createAirways(random: Random, thorax: Thorax): Tube[] {
  const wall = { density: 20, core: { share: 0.8, density: AIR_INSIDE } };
  const carina: Point = [0, 2, thorax.lungHeight * 0.58];
  const trachea: Tube = { from: [0, 0, thorax.lungHeight * 1.2], to: carina, radii: [9, 9], ...wall };
  return [
    trachea,
    ...thorax.lungs.flatMap((lung): Tube[] => {
      const root = hilum(thorax, lung);
      const main: Tube = { from: carina, to: root, radii: [7, 6], ...wall };
      const tree = growTree(random.fork(lung.side + 1), {
        root,
        towards: normalised([lung.side, 0.3 * random.normal(), -0.5]),
        radius: 5.5,
        smallest: 0.9,
        density: wall.density,
        core: wall.core,
        inside: (point) => inLung(thorax, point, 3),
      });
      return [main, ...tree];
    }),
  ];
}

/** Thin surfaces between the lobes: one oblique in each lung, a level one in the right. */
function fissures(random: Random, thorax: Thorax): Plate[] {
  return thorax.lungs.flatMap((lung) => {
    const plate = (normal: Point, height: number): Plate => ({
      centre: [lung.centre[0], lung.centre[1], thorax.lungHeight * height],
      normal: normalised(normal),
      axis: [1, 0, 0],
      halfLength: 400,
      halfWidth: 400,
      halfThickness: between(random, [0.15, 0.3]),
      density: -550,
    });
    const oblique = plate(
      [between(random, [-0.2, 0.2]), between(random, [0.6, 0.9]), between(random, [0.5, 0.8])],
      between(random, [0.4, 0.5]),
    );
    return lung.side > 0
      ? [oblique]
      : [oblique, plate([between(random, [-0.2, 0.2]), between(random, [-0.2, 0.2]), 1], between(random, [0.5, 0.6]))];
  });
}

function scars(random: Random, thorax: Thorax, { findings }: PhantomSettings): Plate[] {
  return Array.from({ length: wholeBetween(random, findings.scars) }, () => {
    const normal = direction(random);
    const halfLength = between(random, [6, 22]);
    return {
      centre: pointInLung(random, thorax, 4),
      normal,
      axis: across(normal, direction(random)),
      halfLength,
      halfWidth: between(random, [2, Math.max(2.5, halfLength * 0.7)]),
      halfThickness: between(random, [0.5, 1.3]),
      density: between(random, [-250, 40]),
    };
  });
}

function plaques(random: Random, thorax: Thorax, { findings }: PhantomSettings): Plate[] {
  return Array.from({ length: wholeBetween(random, findings.plaques) }, () => {
    const { point, normal } = pointOnPleura(random, thorax);
    const halfLength = between(random, [5, 20]);
    return {
      centre: point,
      normal,
      axis: across(normal, direction(random)),
      halfLength,
      halfWidth: halfLength * between(random, [0.4, 1]),
      halfThickness: between(random, [1, 2.5]),
      density: between(random, random.chance(0.3) ? [200, 500] : [30, 120]),
    };
  });
}

/** Nodules that do not touch each other, each where its kind lies. */
function createNodules(random: Random, phantom: Phantom, settings: PhantomSettings): Nodule[] {
  const nodules: Nodule[] = [];
  const count = wholeBetween(random, settings.findings.nodules);
  for (let tries = 0; nodules.length < count && tries < 50 * count; tries++) {
    const diameter = drawDiameter(random, settings);
    const attachment = (['pleura', 'vessel', 'none'] as const)[
      random.weighted([
        settings.findings.juxtaPleural,
        settings.findings.juxtaVascular,
        1 - settings.findings.juxtaPleural - settings.findings.juxtaVascular,
      ])
    ]!;
    const centre = nodulePlace(random, phantom, attachment, diameter);
    if (!centre || nodules.some((other) => distance(other.centre, centre) < other.diameter + diameter)) continue;
    nodules.push(createNodule(random, centre, attachment, diameter, settings));
  }
  return nodules;
}

function nodulePlace(random: Random, { thorax, vessels }: Phantom, attachment: Attachment, diameter: number): Point | undefined {
  const radius = diameter / 2;
  if (attachment === 'none') return pointInLung(random, thorax, radius + 2);
  if (attachment === 'pleura') {
    const { point, normal } = pointOnPleura(random, thorax);
    const inwards = radius * between(random, [0.3, 0.9]); // part of it lies in the wall
    return [point[0] + normal[0] * inwards, point[1] + normal[1] * inwards, point[2] + normal[2] * inwards];
  }
  const vessel = random.pick(vessels);
  const side = across(normalised(subtract(vessel.to, vessel.from)), direction(random));
  const away = vessel.radii[1] + radius * between(random, [0.5, 1]);
  const place: Point = [vessel.to[0] + side[0] * away, vessel.to[1] + side[1] * away, vessel.to[2] + side[2] * away];
  return inLung(thorax, place, radius * 0.5) ? place : undefined;
}

function pointInLung(random: Random, thorax: Thorax, margin: number): Point {
  for (let allowed = margin; ; allowed *= 0.98) {
    const lung = random.pick(thorax.lungs);
    const point: Point = [
      lung.centre[0] + lung.axes[0] * (2 * random.uniform() - 1),
      lung.centre[1] + lung.axes[1] * (2 * random.uniform() - 1),
      thorax.lungHeight * random.uniform(),
    ];
    if (pleura(thorax, lung, ...point) < -allowed) return point;
  }
}

/** A point on the pleura and the direction into the lung there: found by walking outwards from a point inside. */
function pointOnPleura(random: Random, thorax: Thorax): { point: Point; normal: Point } {
  for (;;) {
    const inside = pointInLung(random, thorax, 5);
    const lung = thorax.lungs.find((candidate) => pleura(thorax, candidate, ...inside) < 0)!;
    const out = direction(random);
    let [low, high] = [0, 200];
    for (let n = 0; n < 30; n++) {
      const middle = (low + high) / 2;
      if (pleura(thorax, lung, inside[0] + out[0] * middle, inside[1] + out[1] * middle, inside[2] + out[2] * middle) < 0) low = middle;
      else high = middle;
    }
    const point: Point = [inside[0] + out[0] * low, inside[1] + out[1] * low, inside[2] + out[2] * low];
    const slope = (axis: 0 | 1 | 2) => {
      const moved: [number, number, number] = [...point];
      moved[axis] += 0.5;
      return pleura(thorax, lung, ...point) - pleura(thorax, lung, ...moved);
    };
    const normal = normalised([slope(0), slope(1), slope(2)]);
    if (normal.every(Number.isFinite)) return { point, normal };
  }
}

const distance = (a: Point, b: Point) => length(subtract(a, b));
const normalised = (v: Point): Point => scale(v, 1 / length(v));
/** A unit vector at right angles to a unit vector. */
const across = (to: Point, v: Point): Point => normalised(subtract(v, scale(to, dot(v, to))));
