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
  /** Examples drawn at most. */
  samples: number;
  /** Days after which an example is drawn half as often. */
  halfLifeDays: number;
  /** How often an item the user already has is drawn, against 1 for a new one. */
  repeatRate: number;
}

/** A weighted sample of the events known at `moment`, in order of time; the same item twice in a session counts once, a view less than a purchase. */
export function sampleExamples(log: Interactions, moment: Moment, options: SamplingOptions, random: Random): Example[] {
  const all: Example[] = [];
  const weights: number[] = [];
  for (let user = 0; user < log.users; user++) {
    const owned = new Set<number>();
    for (let start = log.offsets[user]!; start < moment.cut[user]!;) {
      let end = start;
      while (end < moment.cut[user]! && log.session[end] === log.session[start]) end++;
      const taken = new Set<number>();
      for (let row = start; row < end; row++) {
        const item = log.item[row]!;
        if (taken.has(item)) continue;
        taken.add(item);
        const age = log.comparable ? (moment.at - log.time[row]!) / DAY_MS : 0;
        all.push({ user, row, sessionStart: start, sessionEnd: end });
        weights.push(ACTION_STRENGTH[log.action[row]!] * 2 ** (-age / options.halfLifeDays) * (owned.has(item) ? options.repeatRate : 1));
      }
      taken.forEach((item) => owned.add(item));
      start = end;
    }
  }
  const rate = options.samples / weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = all.filter((_, k) => random.next() < Math.min(1, rate) * weights[k]!);
  return drawn.sort((a, b) => log.time[a.row]! - log.time[b.row]!);
}
