/** Popularity: distinct buyers of each item, ever or in the last days. */
import { DAY_MS, type UserHistory } from '@casebook/recommender-contract/features';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';
import type { Baseline } from './baseline.js';

/** [items] distinct users who bought the item in the `days` before the moment. */
export function distinctBuyers(log: Interactions, moment: Moment, days = Infinity): Float32Array {
  const buyers = new Float32Array(log.items);
  const from = log.comparable ? moment.at - days * DAY_MS : -Infinity;
  for (let user = 0; user < log.users; user++) {
    const bought = new Set<number>();
    for (let r = log.offsets[user]!; r < moment.cut[user]!; r++) {
      if (log.action[r] === 'purchase' && log.time[r]! >= from) bought.add(log.item[r]!);
    }
    for (const item of bought) buyers[item]!++;
  }
  return buyers;
}

export const popularity = (name: string, buyers: Float32Array): Baseline => ({
  name,
  score: (_user, _history, _now, out) => out.set(buyers),
});

/** How many sessions of the user had the item; ties by recent popularity. */
export function repeatCounts(log: Interactions, moment: Moment, recent: Float32Array): Baseline {
  const most = recent.reduce((a, b) => Math.max(a, b), 1);
  return {
    name: 'own repeat counts',
    score: (user: number, _history: UserHistory, _now, out) => {
      for (let item = 0; item < out.length; item++) out[item] = (0.5 * recent[item]!) / most;
      const seen = new Set<string>();
      for (let r = log.offsets[user]!; r < moment.cut[user]!; r++) {
        const key = `${log.session[r]} ${log.item[r]}`;
        if (log.action[r] !== 'purchase' || seen.has(key)) continue;
        seen.add(key);
        out[log.item[r]!]!++;
      }
    },
  };
}
