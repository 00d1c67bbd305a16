/** The fitted system: towers, tables and one ranker a mode; and how it ranks. */
import { type CandidateQuota, type Mode, RANKER_FEATURES, topK } from '@casebook/recommender-contract/features';
import { type BoostedTrees, predictBoosting } from '@casebook/training';
import { ask, type Candidates, type Question } from './ask.js';
import type { ShopState } from './shop-state.js';

export interface RecommenderModel {
  state: ShopState;
  rankers: Record<Mode, BoostedTrees>;
  quota: Record<Mode, CandidateQuota>;
}

export interface Ranking {
  user: number;
  /** Best first, by the whole system. */
  casebook: Int32Array;
  /** Best first, by the two towers alone. */
  towers: Int32Array;
}

/** Rankings of many users. */
export function* recommend(
  { state, rankers, quota }: RecommenderModel,
  questions: readonly Question[],
  mode: Mode,
  limit: number,
  allowed?: (row: number) => boolean,
): Generator<Ranking> {
  for (const found of ask(state, questions, mode, quota[mode], allowed)) {
    yield { user: found.user, casebook: rankCandidates(rankers[mode], found, limit), towers: found.towerRows.slice(0, limit) };
  }
}

/** Candidates by falling score of the ranker. */
export function rankCandidates(ranker: BoostedTrees, { rows, features }: Candidates, limit: number): Int32Array {
  const scores = predictBoosting(ranker, features, features.length / RANKER_FEATURES.length);
  const order = topK(Int32Array.from(rows.keys()), limit, (c) => scores[c]!);
  return order.map((c) => rows[c]!);
}
