/** Where the scans of an evaluation come from: anybody's files, or phantoms that are made for it. */
import { CasebookError } from '@casebook/core';
import { sha256Text } from '@casebook/data-pipelines';
import { findVolumes, toPatient, type Vector3 } from '@casebook/imaging';
import { PREPARATION, type Grid } from '@casebook/nodule-detector-contract/detector';
import { openAnnotations } from '../data/annotations.js';
import { fillPhantomCache } from '../data/phantom-cache.js';
import { readPreparedScan } from '../data/prepared-scan.js';
import { prepareVolume } from '../data/prepare-volume.js';
import type { Truth } from './match-findings.js';

export interface EvaluatedScan {
  series: string;
  grid: Grid;
  /** From voxels of the grid to mm (LPS). */
  toWorld: (voxel: Vector3) => Vector3;
  nodules: readonly Truth[];
  excluded: readonly Truth[];
}

export interface EvaluatedData {
  name: string;
  sha256: string;
  scans: AsyncIterable<EvaluatedScan>;
}

export interface FolderOptions {
  data: string;
  annotations: string;
  excluded?: string;
  /** What could not be read or searched. */
  onProblem: (path: string, error: CasebookError) => void;
}

/** @throws NotFoundError FOLDER_MISSING, DATA_NOT_FOUND; CorruptDataError CORPUS_INVALID */
export async function scansOfFolder({ data, annotations, excluded, onProblem }: FolderOptions): Promise<EvaluatedData> {
  const known = await openAnnotations(annotations, excluded);
  async function* scans() {
    for await (const { seriesUid, volume } of findVolumes(data, { onProblem, minSlices: 10 })) {
      const prepared = attempt(seriesUid, () => prepareVolume(volume), onProblem);
      if (!prepared) continue;
      yield {
        series: seriesUid,
        grid: prepared.grid,
        toWorld: (voxel: Vector3) => toPatient(prepared.geometry, voxel),
        ...known.of(seriesUid, volume),
      };
    }
  }
  return { name: data.split(/[\\/]/).filter(Boolean).at(-1) ?? data, sha256: known.sha256, scans: scans() };
}

function attempt<T>(path: string, make: () => T, onProblem: FolderOptions['onProblem']): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof CasebookError)) throw error;
    onProblem(path, error);
    return undefined;
  }
}

/**
 * Phantoms that nothing was learned from, every second one with settings outside of the training's (`UNUSUAL`).
 * @param first seed of the first one
 */
export async function scansOfPhantoms(cache: string, { first, count }: { first: number; count: number }): Promise<EvaluatedData> {
  const paths = await fillPhantomCache(cache, 'mixed', { first, count });
  async function* scans() {
    for (const path of paths) {
      const { name, data, lungs, shape, origin, nodules } = await readPreparedScan(path);
      const toWorld = (voxel: Vector3) =>
        voxel.map((value, axis) => origin[axis]! + value * PREPARATION.spacing[axis]!) as unknown as Vector3;
      yield {
        series: name,
        grid: { data, lungs: lungs ?? new Uint8Array(data.length).fill(1), shape },
        toWorld,
        nodules: nodules.map(({ center, diameterMm }) => ({ centre: toWorld(center), diameter: diameterMm })),
        excluded: [],
      };
    }
  }
  return {
    name: `${count} phantoms from seed ${first}, half of them unusual`,
    sha256: sha256Text(paths.map((path) => path.split(/[\\/]/).at(-1)).join('\n')),
    scans: scans(),
  };
}
