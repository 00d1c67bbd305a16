/** From the files of a series to nodules in the patient's coordinates. */
import { lungMask, maskOnGrid, resample, toGrid, toPatient, type Volume } from '@casebook/imaging';
import type { JobStage, VolumeGeometry } from '@casebook/nodule-detector-contract';
import {
  detectNodules,
  PREPARATION,
  type Candidate,
  type DetectorSettings,
  type Networks,
} from '@casebook/nodule-detector-contract/detector';
import type { FoundNodule, SearchResult } from './messages.js';
import { readVolume } from './read-volume.js';

export interface SearchHooks {
  progress: (stage: JobStage, share: number) => void;
  took: (stage: JobStage, ms: number) => void;
  /** Found up to now; the second network has not seen it. */
  found: (nodules: FoundNodule[]) => void;
}

/** @throws what `readVolume`, `resample`, `lungMask` and `detectNodules` throw */
export async function searchVolume(
  files: readonly Uint8Array[],
  networks: Networks,
  settings: DetectorSettings,
  { progress, took, found }: SearchHooks,
): Promise<SearchResult> {
  const timed = async <T>(stage: JobStage, work: () => T | Promise<T>): Promise<T> => {
    progress(stage, 0);
    const started = performance.now();
    const value = await work();
    took(stage, performance.now() - started);
    return value;
  };
  const { volume, notes } = await timed('read', () => readVolume(files, (done, total) => progress('read', done / total)));
  const upright = await timed('resample', () => resample(volume, PREPARATION.spacing));
  const lungs = await timed('lungs', () => maskOnGrid(lungMask(upright), upright));
  const place = (candidates: readonly Candidate[]) => candidates.map((candidate) => toPlace(candidate, upright, volume));
  const candidates = await timed('detect', () =>
    detectNodules({ data: upright.voxels, shape: upright.size, lungs }, networks, {
      settings,
      onProgress: (done, total) => progress('detect', done / total),
      onCandidates: (soFar) => found(place(soFar.filter(({ probability }) => probability >= settings.threshold))),
    }),
  );
  return { volume: geometry(volume), notes, nodules: place(candidates) };
}

function toPlace({ center, diameterMm, probability }: Candidate, upright: Volume, volume: Volume): FoundNodule {
  const point = toPatient(upright, center);
  return { center: [...point], voxel: [...toGrid(volume, point)], diameterMm, probability };
}

const geometry = ({ size, spacing, origin, direction }: Volume): VolumeGeometry => ({
  shape: [...size],
  spacing: [...spacing],
  origin: [...origin],
  direction: direction.flat(),
});
