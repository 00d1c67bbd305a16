/** Users and items that the model has never seen: what the towers' content and context are for. */
import type { EvaluationRow } from '@casebook/training';
import { distinctBuyers } from '../baselines/popularity.js';
import type { Interactions } from '../data/interactions.js';
import { boughtIn, knownItems, type Moment } from '../data/moments.js';
import type { Question } from '../system/ask.js';
import { recommend, type RecommenderModel } from '../system/recommender-model.js';
import { topK } from '@casebook/recommender-contract/features';
import { SYSTEM } from './evaluate-model.js';
import { RANKED, RankingScores } from './score-rankings.js';

const RECENT_DAYS = 28;

/** Users whose first event is in the test window, against popularity: what is recommended knows only their context. */
export function coldUserRows(log: Interactions, moment: Moment, until: number, model: RecommenderModel, seed: number): EvaluationRow[] {
  const known = knownItems(log, moment);
  const relevant = boughtIn(log, moment, until, (user, item) => moment.cut[user] === log.offsets[user] && known[item] === 1);
  if (relevant.size === 0) return [];
  const questions = [...relevant.keys()].map((user): Question => ({
    user,
    history: { entries: [], context: log.context[user] },
    now: moment.at,
  }));
  const system = new RankingScores(SYSTEM, 'cold users');
  const towers = new RankingScores('two towers alone', 'cold users');
  const recent = new RankingScores('recent popularity', 'cold users');
  const buyers = distinctBuyers(log, moment, RECENT_DAYS);
  const popular = topK(Int32Array.from(buyers.keys()), RANKED, (item) => (known[item] ? buyers[item]! : NaN));
  for (const { user, casebook, towers: nearest } of recommend(model, questions, 'discover', RANKED, (row) => known[row] === 1)) {
    const wanted = relevant.get(user)!;
    system.add(casebook, wanted);
    towers.add(nearest, wanted);
    recent.add(popular, wanted);
  }
  return [recent, towers, system].map((scores) => scores.row(seed));
}

/** Items whose first sale is in the test window, ranked by the towers among the whole catalogue, known items included. */
export function coldItemRows(
  log: Interactions,
  moment: Moment,
  until: number,
  model: RecommenderModel,
  histories: readonly Question['history'][],
  seed: number,
): EvaluationRow[] {
  const known = knownItems(log, moment);
  const relevant = boughtIn(log, moment, until, (user, item) => moment.cut[user]! > log.offsets[user]! && known[item] === 0);
  if (relevant.size === 0) return [];
  const questions = [...relevant.keys()].map((user): Question => ({ user, history: histories[user]!, now: moment.at }));
  const system = new RankingScores(SYSTEM, 'cold items');
  const towers = new RankingScores('two towers alone', 'cold items');
  for (const { user, casebook, towers: nearest } of recommend(model, questions, 'discover', RANKED)) {
    system.add(casebook, relevant.get(user)!);
    towers.add(nearest, relevant.get(user)!);
  }
  return [towers, system].map((scores) => scores.row(seed));
}
