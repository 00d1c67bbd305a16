/** Training examples of the towers: an event to predict from what its user had done before the session. */
import { ACTION_STRENGTH, DAY_MS } from '@casebook/recommender-contract/features';
import type { Random } from '@casebook/training';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';

export interface Example {
  user: number;
  /** Row of the log: the target. */
  row: number;
  /** First row of its session: the history ends before it. */
  sessionStart: number;
  sessionEnd: number;
}

export interface SamplingOptions {
  /** Examples drawn, in expectation, where there are as many. */
  samples: number;
  /** Days after which an example is drawn half as often. */
  halfLifeDays: number;
  /** How often an item the user already has is drawn, against 1 for a new one. */
  repeatRate: number;
}

/** A weighted sample of the events known at `moment`, in order of time; an item counts once a session, by its strongest action. */
export function sampleExamples(log: Interactions, moment: Moment, options: SamplingOptions, random: Random): Example[] {
  const all: Example[] = [];
  const weights: number[] = [];
  const strength = (row: number) => ACTION_STRENGTH[log.action[row]!];
  for (let user = 0; user < log.users; user++) {
    const owned = new Set<number>();
    for (let start = log.offsets[user]!; start < moment.cut[user]!;) {
      let end = start;
      while (end < moment.cut[user]! && log.session[end] === log.session[start]) end++;
      // An item looked at and then bought in one session is a purchase.
      const strongest = new Map<number, number>();
      for (let row = start; row < end; row++) {
        const known = strongest.get(log.item[row]!);
        if (known === undefined || strength(row) > strength(known)) strongest.set(log.item[row]!, row);
      }
      for (const [item, row] of strongest) {
        const age = log.comparable ? (moment.at - log.time[row]!) / DAY_MS : 0;
        all.push({ user, row, sessionStart: start, sessionEnd: end });
        weights.push(strength(row) * 2 ** (-age / options.halfLifeDays) * (owned.has(item) ? options.repeatRate : 1));
        owned.add(item);
      }
      start = end;
    }
  }
  const rate = options.samples / weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = all.filter((_, k) => random.next() < Math.min(1, rate) * weights[k]!);
  return drawn.sort((a, b) => log.time[a.row]! - log.time[b.row]!);
}
