/** The shape of a nodule: a ball whose surface has lobes and spikes. */
import type { Random } from '@casebook/data-pipelines';
import { between, direction } from '../draw.js';
import type { Point } from '../anatomy/tube.js';
import type { PhantomSettings } from '../settings.js';

export type Texture = 'solid' | 'part-solid' | 'ground-glass';
export type Attachment = 'none' | 'pleura' | 'vessel';

export interface Nodule {
  centre: Point;
  /** Of the ball with the nodule's volume without its spikes, mm. */
  diameter: number;
  texture: Texture;
  attachment: Attachment;
  /** Hounsfield units of the whole, and of a part-solid nodule's core. */
  density: number;
  core: { radius: number; density: number };
  /** Bulges of the surface: `height` (relative to the radius) around a direction, `sharpness` like a von Mises-Fisher distribution. */
  bumps: readonly { towards: Point; height: number; sharpness: number }[];
  /** Width of the border, mm: ground glass fades out. */
  border: number;
}

export function createNodule(
  random: Random,
  centre: Point,
  attachment: Attachment,
  diameter: number,
  { findings }: PhantomSettings,
): Nodule {
  const texture = drawTexture(random, findings.textures);
  const bumps: Nodule['bumps'][number][] = [];
  if (random.chance(findings.lobulated)) {
    for (let n = 0; n < 3 + random.below(4); n++)
      bumps.push({ towards: direction(random), height: between(random, [0.12, 0.35]), sharpness: between(random, [4, 10]) });
  }
  for (let n = 0; n < 4; n++)
    bumps.push({ towards: direction(random), height: between(random, [-0.12, 0.12]), sharpness: between(random, [1, 4]) });
  if (texture !== 'ground-glass' && random.chance(findings.spiculated)) {
    for (let n = 0; n < 8 + random.below(14); n++)
      bumps.push({ towards: direction(random), height: between(random, [0.3, 1.1]), sharpness: between(random, [60, 160]) });
  }
  const radius = diameter / 2;
  return {
    centre,
    diameter,
    texture,
    attachment,
    density: texture === 'solid' ? between(random, random.chance(0.1) ? [150, 500] : [-20, 90]) : between(random, [-720, -450]),
    core:
      texture === 'part-solid'
        ? { radius: radius * between(random, [0.3, 0.65]), density: between(random, [-60, 60]) }
        : { radius: 0, density: 0 },
    bumps,
    border: texture === 'solid' ? 0.5 : between(random, [0.8, 2]),
  };
}

function drawTexture(random: Random, shares: PhantomSettings['findings']['textures']): Texture {
  return (['solid', 'part-solid', 'ground-glass'] as const)[random.weighted([shares.solid, shares.partSolid, shares.groundGlass])]!;
}

/** Log-normal, cut to the range. */
export function drawDiameter(random: Random, { findings }: PhantomSettings): number {
  for (;;) {
    const diameter = findings.medianDiameter * Math.exp(findings.diameterSpread * random.normal());
    if (diameter >= findings.diameter[0] && diameter <= findings.diameter[1]) return diameter;
  }
}

/** How far a nodule reaches from its centre at most, mm. */
export const reach = ({ diameter, bumps, border }: Nodule): number =>
  (diameter / 2) * (1 + bumps.reduce((sum, { height }) => sum + Math.max(height, 0), 0)) + border;

/** Distance of a point to the nodule's surface, mm (negative inside), along the line from its centre. */
export function noduleDistance({ centre, diameter, bumps }: Nodule, x: number, y: number, z: number): number {
  const [dx, dy, dz] = [x - centre[0], y - centre[1], z - centre[2]];
  const r = Math.hypot(dx, dy, dz);
  if (r < 1e-6) return -diameter / 2;
  let surface = 1;
  for (const { towards, height, sharpness } of bumps) {
    const cosine = (dx * towards[0] + dy * towards[1] + dz * towards[2]) / r;
    surface += height * Math.exp(sharpness * (cosine - 1));
  }
  return r - (diameter / 2) * surface;
}
