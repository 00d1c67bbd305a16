/** Rows of the fitted system and of its towers alone. */
import { MODES, ownedItems } from '@casebook/recommender-contract/features';
import type { EvaluationRow } from '@casebook/training';
import type { Question } from '../system/ask.js';
import { recommend, type RecommenderModel } from '../system/recommender-model.js';
import { RANKED, RankingScores, wantedItems } from './score-rankings.js';

/** Our system's row in every table. */
export const SYSTEM = 'casebook';

export function evaluateModel(
  model: RecommenderModel,
  questions: readonly Question[],
  relevant: ReadonlyMap<number, ReadonlySet<number>>,
  allowed: (row: number) => boolean,
  seed: number,
): EvaluationRow[] {
  const byUser = new Map(questions.map((question) => [question.user, question]));
  return MODES.flatMap((mode) => {
    const system = new RankingScores(SYSTEM, mode);
    const towers = new RankingScores('two towers alone', mode);
    for (const { user, casebook, towers: nearest } of recommend(model, questions, mode, RANKED, allowed)) {
      const wanted = wantedItems(relevant.get(user)!, ownedItems(byUser.get(user)!.history), mode);
      if (wanted.size === 0) continue;
      system.add(casebook, wanted);
      towers.add(nearest, wanted);
    }
    return [system.row(seed), towers.row(seed)];
  });
}
