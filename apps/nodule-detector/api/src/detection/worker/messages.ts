/** What a search's thread and the service say to each other. */
import type { DetectorSettings, HeatMaps } from '@casebook/nodule-detector-contract/detector';
import type { JobStage, VolumeGeometry } from '@casebook/nodule-detector-contract';

/** What a search starts with. */
export interface SearchData {
  settings: DetectorSettings;
  /** Whether the package has a second network. */
  reducer: boolean;
}

/** An error as data: structured clone keeps neither class nor code. */
export interface WireError {
  code: string;
  message: string;
  status: number;
}

/** A candidate where the patient has it. */
export interface FoundNodule {
  /** mm, LPS */
  center: [number, number, number];
  /** Of the series as it was read. */
  voxel: [number, number, number];
  diameterMm: number;
  probability: number;
}

export interface SearchResult {
  volume: VolumeGeometry;
  /** What was mended, a sentence each. */
  notes: string[];
  nodules: FoundNodule[];
}

/** One run of a network, which the service's threads do. */
export type NetworkCall =
  | { network: 'detector'; data: Float32Array; shape: readonly [depth: number, height: number, width: number] }
  | { network: 'reducer'; data: Float32Array; count: number };

export type ToSearch =
  | { kind: 'begin'; data: SearchData }
  | { kind: 'file'; bytes: Uint8Array }
  /** All files were sent. */
  | { kind: 'complete' }
  | { kind: 'answer'; id: number; value: HeatMaps | Float32Array }
  | { kind: 'refused'; id: number; error: WireError };

export type FromSearch =
  | { kind: 'progress'; stage: JobStage; share: number }
  | { kind: 'took'; stage: JobStage; ms: number }
  | { kind: 'call'; id: number; call: NetworkCall }
  | { kind: 'found'; nodules: FoundNodule[] }
  | { kind: 'done'; result: SearchResult }
  | { kind: 'failed'; error: WireError };
