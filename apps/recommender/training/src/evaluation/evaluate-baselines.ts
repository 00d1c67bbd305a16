/** Ranks the full catalogue by every baseline for every test user. */
import { type Mode, MODES, ownedItems, topK } from '@casebook/recommender-contract/features';
import type { EvaluationRow } from '@casebook/training';
import type { Baseline } from '../baselines/index.js';
import type { Question } from '../system/ask.js';
import { RANKED, RankingScores, wantedItems } from './score-rankings.js';

/**
 * @param relevant per user, of the items that were known at the moment
 * @param allowed whether an item was known
 */
export function evaluateBaselines(
  models: readonly Baseline[],
  questions: readonly Question[],
  relevant: ReadonlyMap<number, ReadonlySet<number>>,
  items: number,
  allowed: (row: number) => boolean,
  seed: number,
): EvaluationRow[] {
  const rows = Int32Array.from({ length: items }, (_, row) => row).filter(allowed);
  const out = new Float32Array(items);
  return models.flatMap((model) => {
    const scores = Object.fromEntries(MODES.map((mode) => [mode, new RankingScores(model.name, mode)])) as Record<Mode, RankingScores>;
    for (const { user, history, now } of questions) {
      const owned = ownedItems(history);
      out.fill(0);
      model.score(user, history, now, out);
      for (const mode of MODES) {
        const wanted = wantedItems(relevant.get(user)!, owned, mode);
        if (wanted.size === 0) continue;
        const may = (row: number) => mode === 'buy-again' || !owned.has(row);
        scores[mode].add(
          topK(rows, RANKED, (row) => (may(row) ? out[row]! : NaN)),
          wanted,
        );
      }
    }
    return MODES.map((mode) => scores[mode].row(seed));
  });
}
