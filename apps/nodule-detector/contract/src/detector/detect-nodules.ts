/** A scan is searched. */
import { InvalidInputError } from '@casebook/core';
import { readCubes } from './cubes.js';
import { decodeHeatMap } from './decode-heat-map.js';
import type { Candidate, Grid, Networks } from './grid.js';
import type { DetectorSettings } from './package-files.js';
import { PREPARATION, readBox } from './preparation.js';
import { suppress } from './suppress.js';
import { planTiles, type Tile, type TileOptions } from './tile-plan.js';

export interface DetectOptions {
  /** Of the package, `settings.json`. */
  settings: Pick<DetectorSettings, 'candidateThreshold' | 'reducerWeight'>;
  tiles?: TileOptions;
  /** Candidates of a scan that the second network looks at, and that are answered. */
  limit?: number;
  /** Stops between two runs of a network. */
  signal?: AbortSignal;
  /** Runs of the first network that are done. */
  onProgress?: (done: number, total: number) => void;
  /** What has been found so far, after each tile; the second network has not seen it yet. */
  onCandidates?: (candidates: readonly Candidate[]) => void;
}

/** Cubes that the second network is given at a time. */
const BATCH = 16;

/**
 * Tiles over the lungs, peaks of their heat maps, one mark a nodule, then the second network's opinion of each.
 *
 * @returns centres in voxels of the grid, the likeliest first
 * @throws InvalidInputError GRID_SHAPE; whatever `signal` was aborted with, and the networks throw
 *
 * @example
 * const found = await detectNodules(grid, networks, { settings });
 * const shown = found.filter(({ probability }) => probability >= settings.threshold);
 */
export async function detectNodules(grid: Grid, networks: Networks, options: DetectOptions): Promise<Candidate[]> {
  requireWhole(grid);
  const { limit = 100, signal, onProgress, onCandidates } = options;
  const tiles = planTiles(grid, options.tiles);
  let found: Candidate[] = [];
  for (const [n, tile] of tiles.entries()) {
    signal?.throwIfAborted();
    onProgress?.(n, tiles.length);
    const own = await searchTile(grid, tile, networks, options.settings.candidateThreshold);
    found = suppress([...found, ...own]).slice(0, limit);
    if (own.length > 0) onCandidates?.(found);
  }
  onProgress?.(tiles.length, tiles.length);
  const { classify } = networks;
  return classify ? judge(grid, found, classify.bind(networks), options) : found;
}

async function searchTile(grid: Grid, tile: Tile, networks: Networks, threshold: number): Promise<Candidate[]> {
  const maps = await networks.detect(readBox(grid, tile.from, tile.shape), tile.shape);
  const cells = tile.shape.map((side) => side / PREPARATION.stride) as [number, number, number];
  return decodeHeatMap(maps, cells, { threshold })
    .map((candidate) => ({ ...candidate, center: moved(candidate.center, tile.from) }))
    .filter(({ center }) => isWithin(center, tile) && isInLungs(grid, center));
}

const moved = (center: Candidate['center'], by: Tile['from']): Candidate['center'] => [
  center[0] + by[0],
  center[1] + by[1],
  center[2] + by[2],
];

/** The border between two cores belongs to one of them. */
const isWithin = (center: Candidate['center'], { core }: Tile): boolean =>
  center.every((value, axis) => Math.round(value) >= core.low[axis]! && Math.round(value) < core.high[axis]!);

function isInLungs({ shape: [nx, ny], lungs }: Grid, center: Candidate['center']): boolean {
  const [i, j, k] = center.map(Math.round) as [number, number, number];
  return lungs[i + nx * (j + ny * k)] !== 0;
}

async function judge(
  grid: Grid,
  candidates: readonly Candidate[],
  classify: NonNullable<Networks['classify']>,
  { settings: { reducerWeight }, signal }: DetectOptions,
): Promise<Candidate[]> {
  const judged: Candidate[] = [];
  for (let from = 0; from < candidates.length; from += BATCH) {
    signal?.throwIfAborted();
    const some = candidates.slice(from, from + BATCH);
    const opinions = await classify(readCubes(grid, some), some.length);
    some.forEach((candidate, n) =>
      judged.push({ ...candidate, probability: together(candidate.probability, opinions[n]!, reducerWeight) }),
    );
  }
  return judged.sort((a, b) => b.probability - a.probability);
}

/** The weighted mean of two probabilities' logits, as a probability. */
export function together(first: number, second: number, weight: number): number {
  return 1 / (1 + Math.exp(-(1 - weight) * logit(first) - weight * logit(second)));
}

const logit = (probability: number) => {
  const inside = Math.min(Math.max(probability, 1e-7), 1 - 1e-7);
  return Math.log(inside / (1 - inside));
};

function requireWhole({ data, shape, lungs }: Grid): void {
  const count = shape[0] * shape[1] * shape[2];
  if (data.length === count && lungs.length === count) return;
  throw new InvalidInputError(
    'GRID_SHAPE',
    `A grid of ${shape.join(' × ')} has ${count} voxels, but there are ${data.length} and ${lungs.length} of the lungs: give one of each a voxel.`,
  );
}
