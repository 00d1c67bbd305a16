/** Trees of vessels and airways by Murray's law: the cubes of the children's radii sum to the parent's (Murray 1926). */
import type { Random } from '@casebook/data-pipelines';
import { between, direction } from '../draw.js';
import type { Point, Tube } from './tube.js';

export interface TreeOptions {
  root: Point;
  /** Where the first piece points. */
  towards: Point;
  radius: number;
  smallest: number;
  density: number;
  core?: Tube['core'];
  /** Branches end where this says no. */
  inside: (point: Point) => boolean;
}

const MOST_PIECES = 1600;
const TRIES = 8;

/**
 * Each piece ends in two, of a random share of the flow. The angles are those that cost the least blood and work (Murray 1926, part 2):
 * cos θ₁ = (r₀⁴ + r₁⁴ − r₂⁴) / (2 r₀² r₁²). A child that would leave the organ is turned around its parent until it does not, or ends there.
 */
export function growTree(random: Random, options: TreeOptions): Tube[] {
  const tubes: Tube[] = [];
  const waiting: { from: Point; heading: Point; radius: number }[] = [
    { from: options.root, heading: options.towards, radius: options.radius },
  ];
  while (waiting.length > 0 && tubes.length < MOST_PIECES) {
    const { from, heading, radius } = waiting.shift()!;
    const to = add(from, heading, lengthOf(random, radius));
    tubes.push({ from, to, radii: [radius, radius * 0.95], density: options.density, ...(options.core && { core: options.core }) });
    if (radius < options.smallest || !options.inside(to)) continue;
    const share = between(random, [0.15, 0.5]);
    const [minor, major] = [radius * Math.cbrt(share), radius * Math.cbrt(1 - share)];
    for (const [child, sibling] of [
      [major, minor],
      [minor, major],
    ] as const) {
      // prettier-ignore
      for (let n = 0; n < TRIES; n++) {
        const way = turned(heading, perpendicular(heading, direction(random)), angle(radius, child, sibling));
        if (!options.inside(add(to, way, 3 * child + 4))) continue;
        waiting.push({ from: to, heading: way, radius: child });
        break;
      }
    }
  }
  return tubes;
}

/** Lungs' pieces are some 3 to 6 radii long; the thin ones relatively longer. */
const lengthOf = (random: Random, radius: number): number => radius * between(random, [2, 4]) + between(random, [2, 6]);

const angle = (parent: number, child: number, sibling: number): number =>
  Math.acos(Math.min(Math.max((parent ** 4 + child ** 4 - sibling ** 4) / (2 * parent ** 2 * child ** 2), -1), 1));

const add = (point: Point, heading: Point, length: number): Point => [
  point[0] + heading[0] * length,
  point[1] + heading[1] * length,
  point[2] + heading[2] * length,
];

/** The part of a vector at right angles to another, as a unit vector. */
function perpendicular(to: Point, vector: Point): Point {
  const along = to[0] * vector[0] + to[1] * vector[1] + to[2] * vector[2];
  const rest: Point = [vector[0] - along * to[0], vector[1] - along * to[1], vector[2] - along * to[2]];
  const size = Math.hypot(...rest) || 1;
  return [rest[0] / size, rest[1] / size, rest[2] / size];
}

const turned = (heading: Point, plane: Point, by: number): Point =>
  add([heading[0] * Math.cos(by), heading[1] * Math.cos(by), heading[2] * Math.cos(by)], plane, Math.sin(by));
