/** Moments: how much of the log is known, per user, when a model is fitted or asked. */
import { InvalidInputError } from '@casebook/core';
import { DAY_MS, HISTORY_LIMIT, historyAsOf, type UserHistory } from '@casebook/recommender-contract/features';
import { eventsOf, type Interactions } from './interactions.js';

export interface Moment {
  /** Of user u the rows offsets[u] … cut[u] are known, and no other. */
  cut: Int32Array;
  /** ms at which each user is asked. */
  now: Float64Array;
  /** ms at which the items' demand is taken. */
  at: number;
}

/** A moment with the items to predict: `relevant[u]` are distinct items of the label period, known to the model. */
export interface LabelledMoment extends Moment {
  relevant: Map<number, Set<number>>;
}

/** Everything strictly before `at` is known. */
export function momentAt(log: Interactions, at: number): Moment {
  const cut = new Int32Array(log.users);
  for (let u = 0; u < log.users; u++) {
    let end = log.offsets[u]!;
    while (end < log.offsets[u + 1]! && log.time[end]! < at) end++;
    cut[u] = end;
  }
  return { cut, now: new Float64Array(log.users).fill(at), at };
}

/**
 * The window [at, until): what users with a history bought in it, of the items that were sold before it.
 *
 * @throws {InvalidInputError} `WINDOW_EMPTY` where nobody with a history bought a known item
 */
export function windowAt(log: Interactions, at: number, until: number): LabelledMoment {
  const moment = momentAt(log, at);
  const known = knownItems(log, moment);
  const relevant = boughtIn(log, moment, until, (user, item) => moment.cut[user]! > log.offsets[user]! && known[item] === 1);
  if (relevant.size === 0) {
    const days = (until - at) / DAY_MS;
    throw new InvalidInputError(
      'WINDOW_EMPTY',
      `No user with a history bought a known item in the ${days.toFixed(0)} days from ${new Date(at).toISOString()}: move --test-from or widen --test-days.`,
    );
  }
  return { ...moment, relevant };
}

/**
 * What each user bought from a moment on and before `until`; users who bought nothing that counts are not in the map.
 *
 * @param counts which purchases count, all unless told
 */
export function boughtIn(
  log: Interactions,
  { cut }: Moment,
  until: number,
  counts: (user: number, item: number) => boolean = () => true,
): Map<number, Set<number>> {
  const bought = new Map<number, Set<number>>();
  for (let user = 0; user < log.users; user++) {
    const items = new Set<number>();
    for (let r = cut[user]!; r < log.offsets[user + 1]! && log.time[r]! < until; r++) {
      if (log.action[r] === 'purchase' && counts(user, log.item[r]!)) items.add(log.item[r]!);
    }
    if (items.size > 0) bought.set(user, items);
  }
  return bought;
}

/**
 * Leave-one-out: each user's last event is the test, the one before it the validation; users with fewer than 3 events are known whole.
 *
 * @param held 1 for the test, 2 for the validation
 * @throws {InvalidInputError} `WINDOW_EMPTY` where no user has 3 events
 */
export function leaveOut(log: Interactions, held: 1 | 2): LabelledMoment {
  const cut = log.offsets.slice(1);
  const now = new Float64Array(log.users);
  const relevant = new Map<number, Set<number>>();
  for (let u = 0; u < log.users; u++) {
    const events = log.offsets[u + 1]! - log.offsets[u]!;
    if (events >= 3) {
      cut[u] = log.offsets[u + 1]! - held;
      relevant.set(u, new Set([log.item[cut[u]!]!]));
    }
    if (events > 0) now[u] = log.time[Math.min(cut[u]!, log.offsets[u + 1]! - 1)]!;
  }
  if (relevant.size === 0) {
    throw new InvalidInputError(
      'WINDOW_EMPTY',
      'No user has three events: leave-one-out needs one to learn from, one to validate and one to test.',
    );
  }
  return { cut, now, at: 0, relevant };
}

/** [items] whether an item is in any known row. */
export function knownItems(log: Interactions, moment: Moment): Uint8Array {
  const known = new Uint8Array(log.items);
  for (let u = 0; u < log.users; u++) {
    for (let r = log.offsets[u]!; r < moment.cut[u]!; r++) known[log.item[r]!] = 1;
  }
  return known;
}

/** Every user's history at a moment; empty ones included. @param limit distinct items of each, the contract's unless told */
export const historiesAt = (log: Interactions, moment: Moment, limit = HISTORY_LIMIT): UserHistory[] =>
  Array.from({ length: log.users }, (_, user) => ({
    entries: historyAsOf(eventsOf(log, user, moment.cut[user]!), Infinity, limit),
    context: log.context[user],
  }));
