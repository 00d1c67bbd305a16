/** What the engine and its workers tell each other. */
import type { CandidateQuota, ItemTables, Mode } from '@casebook/recommender-contract/features';
import type { SessionModel, SkippedProvider, Tensors } from '@casebook/serving';
import type { ColumnBuffers } from '../catalogue/shared-columns.js';

export interface EngineWorkerData {
  models: Record<string, SessionModel>;
  tables: ItemTables;
  quota: Record<Mode, CandidateQuota>;
  state: EngineState;
  providers: readonly string[];
  intraOpNumThreads: number;
}

/** What changes while the engine runs and a new worker must start from. */
export interface EngineState {
  columns: ColumnBuffers;
  popularRows: Int32Array;
}

export interface EngineWorkerInfo {
  provider: string;
  skipped: readonly SkippedProvider[];
}

/** To all workers: moved columns, new popular items, rows whose vectors changed. */
export type EngineBroadcast = { state: EngineState } | { popularRows: Int32Array } | { vectors: Int32Array };

export const LANES = { recommend: 'recommend', similar: 'similar', items: 'items' } as const;
/** Lane of a model by name, for the inference protocol. */
export const modelLane = (name: string) => `model/${name}`;

export interface RecommendItem {
  mode: Mode;
  limit: number;
  now: number;
  context: string | undefined;
  /** See `history-codec`. */
  history: Float64Array;
}
export interface SimilarItem {
  row: number;
  limit: number;
}
/** Rows whose vectors are to be computed. */
export interface ItemsItem {
  rows: Int32Array;
}

/** Catalogue rows, best first. */
export interface RankedRows {
  rows: Int32Array;
  scores: Float32Array;
}
export interface RecommendedRows extends RankedRows {
  /** See `reason-codec`. */
  reasons: Int32Array;
}
export interface ItemVectors {
  vectors: Float32Array;
  embeddings: Float32Array;
}
export type ModelItem = Tensors;
