/** First stage: which items the ranker looks at. */
import type { UserHistory } from './history.js';
import { RowSet } from './row-set.js';
import type { SourceName, SourceScorer } from './sources.js';

/** `discover` offers only items the user never bought; `buy-again` allows repeats. */
export const MODES = ['discover', 'buy-again'] as const;
export type Mode = (typeof MODES)[number];

/** How many items each source may bring; part of the package, so that a shop can trade quality for time. */
export interface CandidateQuota {
  tower: number;
  popular: number;
  own: number;
  sources: Partial<Record<SourceName, number>>;
}

/** Features and ranker cost time for each candidate; twice as many rank no better on a validation window: docs/results/recommender.md. */
export const DEFAULT_QUOTA: CandidateQuota = {
  tower: 40,
  popular: 40,
  own: 200,
  sources: { ease: 60, ease_session: 20, basket: 30, basket_session: 15, next_session: 20, shoppers: 50 },
};

export interface CandidateInput {
  mode: Mode;
  history: UserHistory;
  quota: CandidateQuota;
  /** Scorer after `score` of this history. */
  scorer: SourceScorer;
  /** Rows by falling two-tower score over the whole catalogue; may be longer than the quota, so that excluded items do not starve it. */
  towerRows: ArrayLike<number>;
  /** Rows by falling recent demand. */
  popularRows: ArrayLike<number>;
  /** False for what must not be offered: out of stock, removed. */
  allowed?: (row: number) => boolean;
}

/** Of one call at a time; kept, so that no call makes one. */
const union = new RowSet();

/**
 * Union of the sources' best items, each once, without items that are not allowed and, in `discover`, without items the user bought.
 *
 * @returns catalogue rows, in no meaningful order
 */
export function candidates({ mode, history, quota, scorer, towerRows, popularRows, allowed }: CandidateInput): Int32Array {
  const { entries } = history;
  const may = (row: number) => {
    const rank = mode === 'discover' ? scorer.history.indexOf(row) : -1;
    return !(rank >= 0 && entries[rank]!.purchases > 0) && (allowed?.(row) ?? true);
  };
  union.clear();
  const addFirst = (rows: ArrayLike<number>, limit: number) => {
    for (let k = 0, taken = 0; k < rows.length && taken < limit; k++) {
      if (!may(rows[k]!)) continue;
      union.add(rows[k]!);
      taken++;
    }
  };
  addFirst(towerRows, quota.tower);
  addFirst(popularRows, quota.popular);
  for (const rows of scorer.best(quota.sources, may)) for (let k = 0; k < rows.length; k++) union.add(rows[k]!);
  addFirst(scorer.history.rows, quota.own); // in `discover`, what was looked at but not bought
  return union.rows.slice();
}
