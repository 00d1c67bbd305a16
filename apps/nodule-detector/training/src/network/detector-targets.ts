/** From the nodules of a crop to what each cell of the heat map should say. */
import { middleOfCell, PREPARATION } from '@casebook/nodule-detector-contract/detector';
import type { Finding } from '../data/prepared-scan.js';

/** Of one crop, x fastest; see `DetectorBatch`. */
export interface CropTargets {
  heat: Float32Array;
  weight: Float32Array;
  shape: Float32Array;
}

/** Standard deviation of a centre's glow: a sixth of the diameter, at least this, voxels. */
const NARROWEST = 2;

/**
 * The cell that holds a centre is 1; around it a Gaussian of the distance to the centre itself, the higher one where two overlap. Nothing is known
 * within an excluded finding, nor where a nodule reaches in whose centre lies outside.
 *
 * @param cells along each axis of the cubic crop
 * @param nodules in voxels of the crop
 */
export function detectorTargets(cells: number, nodules: readonly Finding[], excluded: readonly Finding[] = []): CropTargets {
  const count = cells ** 3;
  const targets: CropTargets = {
    heat: new Float32Array(count),
    weight: new Float32Array(count).fill(1),
    shape: new Float32Array(4 * count),
  };
  const isInside = ({ center }: Finding) => center.every((value) => cellOf(value) >= 0 && cellOf(value) < cells);
  for (const finding of [...excluded, ...nodules.filter((nodule) => !isInside(nodule))]) {
    eachCell(cells, finding, finding.diameterMm / 2 + PREPARATION.stride / 2, (n) => (targets.weight[n] = 0));
  }
  for (const nodule of nodules.filter(isInside)) drawNodule(targets, cells, nodule);
  return targets;
}

const cellOf = (voxel: number): number => Math.floor((voxel + 0.5) / PREPARATION.stride);

function drawNodule({ heat, weight, shape }: CropTargets, cells: number, nodule: Finding): void {
  const sigma = Math.max(nodule.diameterMm / 6, NARROWEST);
  const own = nodule.center.map(cellOf) as [number, number, number];
  const centre = own[0] + cells * (own[1] + cells * own[2]);
  eachCell(cells, nodule, 3 * sigma, (n, away) => {
    const value = n === centre ? 1 : Math.min(Math.exp(-(away[0] ** 2 + away[1] ** 2 + away[2] ** 2) / (2 * sigma * sigma)), 0.99);
    if (value <= heat[n]!) return;
    heat[n] = value;
    shape.set([...away.map((voxels) => voxels / PREPARATION.stride), Math.log(nodule.diameterMm)], 4 * n);
  });
  weight[centre] = 1;
}

/** Cells whose middle is closer than `reach` voxels to a finding's centre along each axis; `away` leads from the middle to the centre. */
function eachCell(
  cells: number,
  { center }: Finding,
  reach: number,
  visit: (n: number, away: readonly [number, number, number]) => void,
): void {
  const first = (value: number) => Math.max(cellOf(value - reach), 0);
  const last = (value: number) => Math.min(cellOf(value + reach), cells - 1);
  for (let k = first(center[2]); k <= last(center[2]); k++)
    for (let j = first(center[1]); j <= last(center[1]); j++)
      for (let i = first(center[0]); i <= last(center[0]); i++)
        visit(i + cells * (j + cells * k), [center[0] - middleOfCell(i), center[1] - middleOfCell(j), center[2] - middleOfCell(k)]);
}
