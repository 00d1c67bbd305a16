/** From the first network's maps to candidates. */
import type { Candidate, HeatMaps } from './grid.js';
import { PREPARATION } from './preparation.js';

export interface DecodeOptions {
  /** Smallest probability of a candidate. */
  threshold: number;
  /** Of a tile: the likeliest. */
  limit?: number;
}

/** Voxel in the middle of a cell. */
export const middleOfCell = (cell: number): number => PREPARATION.stride * (cell + 0.5) - 0.5;

/**
 * Cells that are likelier than all 26 around them (Zhou et al. 2019, https://arxiv.org/abs/1904.07850); of equal neighbours the first counts. The centre is the middle
 * of the cell moved by the offset, the diameter e^size mm.
 *
 * @param cells of the maps along z, y, x
 * @returns centres in voxels of the tile, the likeliest first
 */
export function decodeHeatMap(
  { heat, offset, size }: HeatMaps,
  cells: readonly [number, number, number],
  { threshold, limit = 200 }: DecodeOptions,
): Candidate[] {
  const [depth, height, width] = cells;
  const candidates: Candidate[] = [];
  for (let k = 0, n = 0; k < depth; k++) {
    for (let j = 0; j < height; j++) {
      for (let i = 0; i < width; i++, n++) {
        if (!(heat[n]! >= threshold) || !isPeak(heat, cells, n, i, j, k)) continue;
        const along = (cell: number, axis: number) => middleOfCell(cell) + PREPARATION.stride * offset[3 * n + axis]!;
        candidates.push({ center: [along(i, 0), along(j, 1), along(k, 2)], diameterMm: Math.exp(size[n]!), probability: heat[n]! });
      }
    }
  }
  return candidates.sort((a, b) => b.probability - a.probability).slice(0, limit);
}

function isPeak(
  heat: Float32Array,
  [depth, height, width]: readonly [number, number, number],
  n: number,
  i: number,
  j: number,
  k: number,
): boolean {
  for (let c = Math.max(k - 1, 0); c <= Math.min(k + 1, depth - 1); c++) {
    for (let b = Math.max(j - 1, 0); b <= Math.min(j + 1, height - 1); b++) {
      for (let a = Math.max(i - 1, 0); a <= Math.min(i + 1, width - 1); a++) {
        const other = a + width * (b + height * c);
        if (heat[other]! > heat[n]! || (heat[other] === heat[n] && other < n)) return false;
      }
    }
  }
  return true;
}
