/** What the second network looks at. */
import type { Candidate, Grid } from './grid.js';
import { PREPARATION, readBox } from './preparation.js';

/** Cubes around candidates, one after the other, each with the candidate's nearest voxel at [16, 16, 16]; beyond the grid is air. */
export function readCubes(grid: Pick<Grid, 'data' | 'shape'>, candidates: readonly Pick<Candidate, 'center'>[]): Float32Array {
  const side = PREPARATION.cube;
  const out = new Float32Array(candidates.length * side ** 3);
  candidates.forEach(({ center }, n) => {
    const from = center.map((value) => Math.round(value) - side / 2) as [number, number, number];
    readBox(grid, from, [side, side, side], out, n * side ** 3);
  });
  return out;
}
