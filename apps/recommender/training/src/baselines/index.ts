/** All baselines of the table, fitted on what is known at one moment. */
import type { UserHistory } from '@casebook/recommender-contract/features';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';
import type { Baseline } from './baseline.js';
import { itemItemBaselines } from './item-item.js';
import { distinctBuyers, popularity, repeatCounts } from './popularity.js';

export type { Baseline } from './baseline.js';

const RECENT_DAYS = 28;

export async function baselines(
  log: Interactions,
  moment: Moment,
  histories: readonly UserHistory[],
  recencyLambda: number,
  onProgress: (fraction: number) => void,
): Promise<Baseline[]> {
  const recent = distinctBuyers(log, moment, RECENT_DAYS);
  return [
    popularity('popularity', distinctBuyers(log, moment)),
    popularity('recent popularity', recent),
    ...(await itemItemBaselines(log, moment, histories, recent, recencyLambda, onProgress)),
    repeatCounts(log, moment, recent),
  ];
}
