/** A baseline scores every item for one user; the evaluation ranks all of them. */
import type { UserHistory } from '@casebook/recommender-contract/features';

export interface Baseline {
  name: string;
  /** Writes the scores of one user, [items]; `out` comes zeroed. */
  score(user: number, history: UserHistory, now: number, out: Float32Array): void;
}
