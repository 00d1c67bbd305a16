/** Draws of the distributions that a phantom is made of. */
import type { Random } from '@casebook/data-pipelines';
import type { Range } from './settings.js';

export const between = (random: Random, [low, high]: Range): number => low + (high - low) * random.uniform();

export const wholeBetween = (random: Random, [low, high]: Range): number => low + random.below(high - low + 1);

/** A unit vector, evenly over the sphere. */
export function direction(random: Random): [number, number, number] {
  const z = 2 * random.uniform() - 1;
  const angle = 2 * Math.PI * random.uniform();
  const r = Math.sqrt(1 - z * z);
  return [r * Math.cos(angle), r * Math.sin(angle), z];
}
