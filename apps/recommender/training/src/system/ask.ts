/** The first stage and the ranker's columns for many users, one after the other: the service's path, in the same functions. */
import {
  candidates,
  type CandidateQuota,
  type Mode,
  ownedItems,
  rankerFeatures,
  type UserHistory,
  userTowerInputs,
} from '@casebook/recommender-contract/features';
import type { Moment } from '../data/moments.js';
import { nearestItems, userVectors } from '../towers/tower-vectors.js';
import type { ShopState } from './shop-state.js';

export interface Question {
  user: number;
  history: UserHistory;
  now: number;
}

export interface Candidates extends Question {
  /** Catalogue rows. */
  rows: Int32Array;
  /** rows.length × RANKER_FEATURES.length; valid until the next question is taken. */
  features: Float32Array;
  /** Rows by the two-tower score alone, best first; in `discover` without what the user owns. */
  towerRows: Int32Array;
  owned: ReadonlySet<number>;
}

/** Questions of some users at a moment. */
export const questionsOf = (users: Iterable<number>, histories: readonly UserHistory[], { now }: Moment): Question[] =>
  Array.from(users, (user) => ({ user, history: histories[user]!, now: now[user]! }));

const USERS_AT_ONCE = 512;

/** @param allowed whether an item may be offered at all */
export function* ask(
  state: ShopState,
  questions: readonly Question[],
  mode: Mode,
  quota: CandidateQuota,
  allowed?: (row: number) => boolean,
): Generator<Candidates> {
  for (let from = 0; from < questions.length; from += USERS_AT_ONCE) {
    const part = questions.slice(from, from + USERS_AT_ONCE);
    const inputs = part.map(({ history, now }) => userTowerInputs(history, now));
    const vectors = userVectors(state.network, inputs, state.vectors);
    for (const [k, question] of part.entries()) {
      const userVector = vectors.subarray(k * state.vectors.dimension, (k + 1) * state.vectors.dimension);
      yield answer(state, question, userVector, mode, quota, allowed);
    }
  }
}

function answer(
  { items, scorer, vectors, popularRows, allRows }: ShopState,
  question: Question,
  userVector: Float32Array,
  mode: Mode,
  quota: CandidateQuota,
  allowed?: (row: number) => boolean,
): Candidates {
  const { history, now } = question;
  const owned = ownedItems(history);
  const nearest = nearestItems(userVector, vectors, allRows, quota.tower + owned.size);
  const may = (row: number) => (mode === 'buy-again' || !owned.has(row)) && (allowed?.(row) ?? true);
  scorer.score(history.entries, now);
  const rows = candidates({ mode, history, quota, scorer, towerRows: nearest, popularRows, ...(allowed ? { allowed } : {}) });
  const features = rankerFeatures({ history, now, candidates: rows, items, scorer, userVector, itemVectors: vectors.vectors });
  return { ...question, rows, features, towerRows: nearest.filter(may), owned };
}
