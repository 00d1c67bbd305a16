/** Ribs and breastbone, as chains of tubes with marrow. The spine is part of the thorax. */
import type { Random } from '@casebook/data-pipelines';
import { between } from '../draw.js';
import type { Thorax } from './thorax.js';
import type { Point, Tube } from './tube.js';

const PAIRS = 10;
const PIECES = 14;

/** Each rib runs from the spine around the chest, outside of the pleura, and falls towards the front. */
export function createRibs(random: Random, thorax: Thorax): Tube[] {
  const marrow = between(random, [120, 260]);
  const cortex = between(random, [450, 900]);
  const fall = between(random, [50, 90]);
  const tubes: Tube[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const height = thorax.lungHeight * (0.02 + (1.08 * pair) / PAIRS);
    for (const side of [1, -1] as const) {
      const radius = between(random, [3.8, 5.5]);
      const points = Array.from({ length: PIECES + 1 }, (_, n) => ribPoint(thorax, side, height, fall, n / PIECES));
      for (let n = 0; n < PIECES; n++) {
        tubes.push({
          from: points[n]!,
          to: points[n + 1]!,
          radii: [radius, radius],
          density: cortex,
          core: { share: 0.62, density: marrow },
        });
      }
    }
  }
  return tubes;
}

function ribPoint({ halfWidth, halfDepth, fat, lungHeight }: Thorax, side: 1 | -1, height: number, fall: number, along: number): Point {
  const turn = (0.12 + 0.72 * along) * Math.PI; // from beside the spine to beside the breastbone
  const upper = Math.max(height / lungHeight - 0.55, 0);
  const narrow = 1 - 0.75 * upper ** 1.6;
  return [
    side * (halfWidth - fat - 11) * narrow * Math.sin(turn),
    (halfDepth - fat - 11) * Math.cos(turn) * (1 - 0.3 * upper),
    height + 40 - fall * along,
  ];
}
