/** Hounsfield units of everything without branches. */
import { heart, mediastinum, pleura, skin, spine, type Thorax } from '../anatomy/thorax.js';
import { coarseField } from './coarse-field.js';
import { coverage, mix, voxelWidth, type Grid } from './grid.js';

const OUTSIDE = -1000;
const FAT = -100;
const MUSCLE = 50;
const SOFT = 40;
const LIVER = 60;
const [CORTEX, MARROW] = [600, 160];

/**
 * Draws body, lungs, heart and spine.
 *
 * @returns of each voxel, the distance to the nearer lung's pleura, mm
 */
export function drawTissue(thorax: Thorax, seed: number, grid: Grid, out: Float32Array): Float32Array {
  const width = voxelWidth(grid);
  const toSkin = coarseField(grid, (x, y, z) => skin(thorax, x, y, z));
  const toLung = coarseField(grid, (x, y, z) => Math.min(...thorax.lungs.map((lung) => pleura(thorax, lung, x, y, z))));
  const toSpine = coarseField(grid, (x, y) => spine(thorax, x, y));
  const organs = coarseField(grid, (x, y, z) => organ(thorax, x, y, z));
  const lungs = coarseField(grid, (x, y, z) => lungDensity(thorax, seed, x, y, z));
  for (let n = 0; n < out.length; n++) {
    const surface = toSkin[n]!;
    if (surface > width) {
      out[n] = OUTSIDE;
      continue;
    }
    const inner = mix(FAT, organs[n]!, coverage(surface + thorax.fat, 2 * width));
    const bone = mix(CORTEX, MARROW, coverage(toSpine[n]! + 2.5, 2 * width));
    const filled = mix(inner, bone, coverage(toSpine[n]!, width));
    const breathing = mix(filled, lungs[n]!, coverage(toLung[n]!, width));
    out[n] = mix(OUTSIDE, breathing, coverage(surface, width));
  }
  return toLung;
}

/** Soft parts differ little: their borders need not be sharp. */
function organ(thorax: Thorax, x: number, y: number, z: number): number {
  if (heart(thorax, x, y, z) < 0) return SOFT + (thorax.blood - SOFT) * 0.6;
  if (mediastinum(thorax, x, y) < 0) return SOFT + 10 * Math.sin(0.2 * x + 0.1 * z);
  const below = thorax.lungs.some(
    (lung) => z < lung.dome && Math.hypot((x - lung.centre[0]) / lung.axes[0], (y - lung.centre[1]) / lung.axes[1]) < 1,
  );
  return below ? LIVER : MUSCLE;
}

/** Denser towards the back, where blood sinks, and unevenly so: slow waves stand for lobules that breathe more or less. */
function lungDensity({ lungDensity: middle, gravity, lungs }: Thorax, seed: number, x: number, y: number, z: number): number {
  const wave = Math.sin(x * 0.11 + seed) * Math.sin(y * 0.13 + 2 * seed) * Math.sin(z * 0.09 + 3 * seed);
  return middle + (gravity * y) / (2 * lungs[0].axes[1]) + 25 * wave;
}
