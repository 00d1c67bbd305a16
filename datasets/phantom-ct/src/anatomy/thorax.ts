/**
 * The parts of a chest that have no branches, as functions of a point: how far outside of each it lies, in mm (negative inside). x points to the
 * patient's left, y to the back, z to the head; z = 0 is the lowest point of the lungs, x = y = 0 the middle of the chest.
 */
import type { Random } from '@casebook/data-pipelines';
import { between } from '../draw.js';
import type { PhantomSettings } from '../settings.js';

export interface Thorax {
  halfWidth: number;
  halfDepth: number;
  fat: number;
  lungHeight: number;
  /** Of each lung: side is +1 for the left one. */
  lungs: readonly [Lung, Lung];
  heart: { centre: readonly [number, number, number]; axes: readonly [number, number, number] };
  spine: { y: number; radius: number };
  lungDensity: number;
  gravity: number;
  blood: number;
}

export interface Lung {
  side: 1 | -1;
  centre: readonly [number, number];
  axes: readonly [number, number];
  /** Height of the diaphragm's dome above the lung's lowest point. */
  dome: number;
}

export function createThorax(random: Random, { anatomy }: PhantomSettings): Thorax {
  const halfWidth = between(random, anatomy.halfWidth);
  const halfDepth = between(random, anatomy.halfDepth);
  const fat = between(random, anatomy.fat);
  const wall = fat + between(random, [16, 22]); // fat, muscle and ribs
  const [inX, inY] = [halfWidth - wall, halfDepth - wall];
  const lung = (side: 1 | -1): Lung => {
    const width = inX * between(random, [0.44, 0.5]);
    return {
      side,
      centre: [side * (inX - width), between(random, [-4, 6])],
      axes: [width, inY * between(random, [0.9, 0.99])],
      dome: between(random, side > 0 ? [35, 65] : [45, 75]),
    };
  };
  const lungHeight = between(random, anatomy.lungHeight);
  return {
    halfWidth,
    halfDepth,
    fat,
    lungHeight,
    lungs: [lung(1), lung(-1)],
    heart: {
      centre: [between(random, [18, 32]), between(random, [-30, -14]), between(random, [60, 85])],
      axes: [between(random, [48, 62]), between(random, [38, 50]), between(random, [45, 60])],
    },
    spine: { y: inY * between(random, [0.72, 0.85]), radius: between(random, [17, 22]) },
    lungDensity: between(random, anatomy.lung),
    gravity: between(random, anatomy.gravity),
    blood: between(random, anatomy.blood),
  };
}

/** Distance to the skin: a superellipse that narrows towards the neck. */
export function skin({ halfWidth, halfDepth, lungHeight }: Thorax, x: number, y: number, z: number): number {
  const narrow = z > lungHeight * 0.8 ? 1 - 0.25 * ((z - lungHeight * 0.8) / (lungHeight * 0.3)) ** 2 : 1;
  const rho = (Math.abs(x / (halfWidth * narrow)) ** 2.4 + Math.abs(y / halfDepth) ** 2.4) ** (1 / 2.4);
  return (rho - 1) * halfDepth;
}

/** Distance to the pleura of the lung on one side. */
export function pleura(thorax: Thorax, lung: Lung, x: number, y: number, z: number): number {
  const t = z / thorax.lungHeight;
  const taper = t >= 1 ? 0.02 : t <= 0 ? 1 : Math.max((1 - t ** 2.6) ** 0.5, 0.02); // round at the top
  const [u, v] = [(x - lung.centre[0]) / lung.axes[0], (y - lung.centre[1]) / lung.axes[1]];
  const rho = Math.hypot(u, v);
  const side = (rho / taper - 1) * lung.axes[0] * taper;
  const top = z - thorax.lungHeight;
  const floor = lung.dome * Math.max(1 - rho * rho, 0) - z; // the dome is highest in the middle, the angle at the wall deepest
  return Math.max(side, top, floor, -heart(thorax, x, y, z) + 2, -mediastinum(thorax, x, y) + 2, -spine(thorax, x, y) + 3);
}

export function heart({ heart: { centre, axes } }: Thorax, x: number, y: number, z: number): number {
  return (Math.hypot((x - centre[0]) / axes[0], (y - centre[1]) / axes[1], (z - centre[2]) / axes[2]) - 1) * axes[1];
}

/** Distance to the space between the lungs: great vessels, gullet, windpipe. */
export const mediastinum = ({ halfDepth }: Thorax, x: number, y: number): number => (Math.hypot(x / 26, y / (halfDepth * 0.72)) - 1) * 26;

export const spine = ({ spine: { y: centre, radius } }: Thorax, x: number, y: number): number => Math.hypot(x, (y - centre) * 0.9) - radius;

/** Whether a point is in a lung, `margin` mm or more from its pleura. */
export const inLung = (thorax: Thorax, [x, y, z]: readonly [number, number, number], margin = 0): boolean =>
  thorax.lungs.some((lung) => pleura(thorax, lung, x, y, z) < -margin);
