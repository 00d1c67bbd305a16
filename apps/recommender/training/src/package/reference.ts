/** The drift reference: distributions of the model's inputs and scores at the time it was trained. */
import { type ReferenceColumn, numericColumn } from '@casebook/model-packages';
import { type Mode, RANKER_FEATURES } from '@casebook/recommender-contract/features';
import { predictBoosting } from '@casebook/training';
import { ask, type Question } from '../system/ask.js';
import type { RecommenderModel } from '../system/recommender-model.js';

/** Ranker columns that are watched while serving. */
export const WATCHED = [
  'tower',
  'ease',
  'shoppers',
  'demand_28',
  'demand_90',
  'log_price',
  'age_days',
  'user_items',
  'user_days_since_last',
  'content_best',
] as const;

const MODE: Mode = 'discover';
const USERS = 300;

export interface ReferenceSample {
  reference: { formatVersion: 1; rows: number; columns: ReferenceColumn[] };
  /** Sampled ranker inputs, rows × RANKER_FEATURES.length: the ONNX rankers are checked on them. */
  features: Float32Array;
}

/** Histograms over the candidates of some users at the moment of the model's state. */
export function referenceSample({ state, rankers, quota }: RecommenderModel, questions: readonly Question[]): ReferenceSample {
  const parts = [...ask(state, questions.slice(0, USERS), MODE, quota[MODE])].map(({ features }) => features);
  const features = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    features.set(part, at);
    at += part.length;
  }
  const width = RANKER_FEATURES.length;
  const rows = features.length / width;
  const column = (name: string) => Float32Array.from({ length: rows }, (_, r) => features[r * width + RANKER_FEATURES.indexOf(name)]!);
  const columns = [
    ...WATCHED.map((name) => numericColumn(name, 'feature', column(name))),
    numericColumn('score', 'prediction', predictBoosting(rankers[MODE], features, rows)),
  ];
  return { reference: { formatVersion: 1, rows, columns }, features };
}
