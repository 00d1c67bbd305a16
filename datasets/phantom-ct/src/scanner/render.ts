/** A phantom on a grid: how much of each voxel is filled by what. */
import { tubeDistance, type Tube } from '../anatomy/tube.js';
import { plateDistance, type Plate } from '../findings/distractors.js';
import { noduleDistance, reach, type Nodule } from '../findings/nodule.js';
import type { Phantom } from '../phantom.js';
import { coverage, mix, voxelWidth, within, type Grid } from './grid.js';
import { drawTissue } from './tissue.js';

/** Hounsfield units of each voxel, x fastest, without blur and noise. */
export function render(phantom: Phantom, grid: Grid): Float32Array {
  const out = new Float32Array(grid.size[0] * grid.size[1] * grid.size[2]);
  const toLung = drawTissue(phantom.thorax, phantom.seed, grid, out);
  for (const tube of phantom.bones) drawTube(tube, grid, out);
  for (const plate of phantom.plates) drawPlate(plate, grid, toLung, out);
  for (const tube of phantom.vessels) drawTube(tube, grid, out);
  for (const tube of phantom.airways) drawTube(tube, grid, out);
  for (const nodule of phantom.nodules) drawNodule(nodule, grid, out);
  return out;
}

function drawTube(tube: Tube, grid: Grid, out: Float32Array): void {
  const width = voxelWidth(grid);
  const margin = Math.max(tube.radii[0], tube.radii[1]) + width;
  // Thousands of tubes and few slices at a time: most are not there, which must be cheap to see.
  if (Math.max(tube.from[2], tube.to[2]) + margin < grid.origin[2]) return;
  if (Math.min(tube.from[2], tube.to[2]) - margin > grid.origin[2] + grid.size[2] * grid.spacing[2]) return;
  const low = tube.from.map((value, axis) => Math.min(value, tube.to[axis]!) - margin);
  const high = tube.from.map((value, axis) => Math.max(value, tube.to[axis]!) + margin);
  within(grid, low, high, (n, x, y, z) => {
    const { distance, radius } = tubeDistance(tube, x, y, z);
    if (distance > width) return;
    // A branch thinner than a voxel fills only a part of it, along both directions across it.
    const thin = Math.min((2 * radius) / width, 1);
    let value = mix(out[n]!, tube.density, coverage(distance, width) * thin);
    if (tube.core) value = mix(value, tube.core.density, coverage(distance + radius * (1 - tube.core.share), width));
    out[n] = value;
  });
}

/** Plates are seen in the lungs only. */
function drawPlate(plate: Plate, grid: Grid, toLung: Float32Array, out: Float32Array): void {
  const width = voxelWidth(grid);
  const far = Math.max(plate.halfLength, plate.halfWidth) + plate.halfThickness;
  const [low, high] = [plate.centre.map((value) => value - far), plate.centre.map((value) => value + far)];
  within(grid, low, high, (n, x, y, z) => {
    if (toLung[n]! > 0) return;
    const distance = plateDistance(plate, x, y, z);
    if (distance > width) return;
    const filled = Math.min(coverage(distance, width), (2 * plate.halfThickness) / width); // thinner than a voxel: it fills a part of it
    out[n] = mix(out[n]!, plate.density, filled);
  });
}

/** Draws one nodule into Hounsfield units; walls and vessels that are denser stay. */
export function drawNodule(nodule: Nodule, grid: Grid, out: Float32Array | Int16Array): void {
  const width = voxelWidth(grid);
  const far = reach(nodule) + width;
  const [low, high] = [nodule.centre.map((value) => value - far), nodule.centre.map((value) => value + far)];
  within(grid, low, high, (n, x, y, z) => {
    const filled = coverage(noduleDistance(nodule, x, y, z), Math.max(width, 2 * nodule.border));
    if (filled <= 0) return;
    let value = Math.max(out[n]!, mix(out[n]!, nodule.density, filled));
    if (nodule.core.radius > 0) {
      const r = Math.hypot(x - nodule.centre[0], y - nodule.centre[1], z - nodule.centre[2]);
      value = Math.max(value, mix(value, nodule.core.density, coverage(r - nodule.core.radius, Math.max(width, 1.5))));
    }
    out[n] = value;
  });
}
