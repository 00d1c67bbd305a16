/** Second stage: the columns the ranker sees of one user and each candidate. */
import { DAY_MS, SESSION_MS } from './constants.js';
import { ContentProfile } from './content-profile.js';
import { dayOf } from './demand.js';
import { daysBetween, entryWeight, type HistoryEntry, sessionLength, type UserHistory } from './history.js';
import type { ItemColumns } from './items.js';
import { momentsOf } from './moments.js';
import { SOURCES, type SourceScorer } from './sources.js';
import { ITEM_STATS } from './tables.js';

const USER_COLUMNS = [
  'user_items',
  'user_purchases',
  'user_days_since_last',
  'user_days_since_first',
  'user_repeat_share',
  'user_sessions',
  'user_session_size',
  'user_log_price',
  'user_log_quantity',
  'user_log_demand',
] as const;
const ITEM_COLUMNS = [
  'demand_7',
  'demand_14',
  'demand_28',
  'demand_90',
  'demand_all',
  'trend_7_28',
  'trend_28_90',
  'age_days',
  'days_since_sold',
  'demand_rate',
  'log_price',
] as const;
const CROSS_COLUMNS = ['price_difference', 'content', 'content_session', 'content_best'] as const;
const OWN_COLUMNS = [
  'own_purchases',
  'own_strength',
  'own_days_since_last',
  'own_days_since_first',
  'own_interval_days',
  'own_due',
  'own_share_of_sessions',
  'own_log_quantity',
  'own_rank',
] as const;
/** Scores that are also given relative to the items the user does not own, because their scale depends on the length of the history. */
const NORMALISED = ['tower', ...SOURCES] as const;

/** Column names of the ranker's input, in order. NaN in a column means "does not apply". */
export const RANKER_FEATURES: readonly string[] = [
  'tower',
  ...SOURCES,
  ...NORMALISED.map((name) => `${name}_z`),
  ...ITEM_COLUMNS,
  ...ITEM_STATS,
  ...USER_COLUMNS,
  ...CROSS_COLUMNS,
  ...OWN_COLUMNS,
];
const WIDTH = RANKER_FEATURES.length;
const FIRST_Z = 1 + SOURCES.length;

export interface RankerInput {
  history: UserHistory;
  /** ms since the epoch. */
  now: number;
  /** Catalogue rows, as `candidates` gives them. */
  candidates: Int32Array;
  items: ItemColumns;
  /** Scorer after `score` of this history. */
  scorer: SourceScorer;
  /** [dimension] of the user tower. */
  userVector: Float32Array;
  /** items.count × dimension of the item tower. */
  itemVectors: Float32Array;
}

/** An item of the history and its place in it. */
interface OwnEntry {
  entry: HistoryEntry;
  rank: number;
}

/**
 * Features of every candidate.
 *
 * @returns candidates × RANKER_FEATURES.length, row-major
 */
export function rankerFeatures(input: RankerInput): Float32Array {
  const { history, now, candidates, items, scorer, userVector, itemVectors } = input;
  const out = new Float32Array(candidates.length * WIDTH);
  const own = new Map(history.entries.map((entry, rank) => [entry.item, { entry, rank }]));
  const user = userColumns(history.entries, now, items);
  const userLogPrice = user[USER_COLUMNS.indexOf('user_log_price')]!;
  const profiles = contentProfiles(history.entries, now, items, scorer.tables.tokenIdf);
  const userSessions = user[USER_COLUMNS.indexOf('user_sessions')]!;
  const { stats, trained } = scorer.tables;
  for (let c = 0; c < candidates.length; c++) {
    const item = candidates[c]!;
    let at = c * WIDTH;
    out[at++] = dot(userVector, itemVectors, item);
    scorer.copyScores(item, out, at);
    at += SOURCES.length + NORMALISED.length;
    at = putItemColumns(out, at, item, items);
    for (let k = 0; k < ITEM_STATS.length; k++) out[at++] = item < trained ? stats[item * ITEM_STATS.length + k]! : NaN;
    for (let k = 0; k < USER_COLUMNS.length; k++) out[at++] = user[k]!;
    out[at++] = Math.log1p(items.price[item]!) - userLogPrice;
    out[at++] = profiles.all.cosine(items.tokens, item);
    out[at++] = profiles.session.cosine(items.tokens, item);
    out[at++] = profiles.all.best(items.tokens, item);
    putOwnColumns(out, at, own.get(item), now, userSessions);
  }
  normalise(out, candidates, scorer, own);
  return out;
}

function dot(user: Float32Array, vectors: Float32Array, item: number): number {
  let sum = 0;
  for (let d = 0, at = item * user.length; d < user.length; d++, at++) sum += user[d]! * vectors[at]!;
  return sum;
}

/** @returns the position after the columns */
function putItemColumns(out: Float32Array, at: number, item: number, { demand, price }: ItemColumns): number {
  const [w7, w14, w28, w90] = demand.windows as [Float32Array, Float32Array, Float32Array, Float32Array];
  const d7 = w7[item]!;
  const d28 = w28[item]!;
  const d90 = w90[item]!;
  const all = demand.all[item]!;
  const age = demand.today - demand.firstDay[item]!;
  out[at++] = Math.log1p(d7);
  out[at++] = Math.log1p(w14[item]!);
  out[at++] = Math.log1p(d28);
  out[at++] = Math.log1p(d90);
  out[at++] = Math.log1p(all);
  out[at++] = (4 * d7 + 2) / (d28 + 2);
  out[at++] = (3 * d28 + 3) / (d90 + 3);
  out[at++] = age;
  out[at++] = demand.today - demand.lastDay[item]!;
  out[at++] = all / Math.max(age, 14);
  out[at++] = Math.log1p(price[item]!);
  return at;
}

function userColumns(entries: readonly HistoryEntry[], now: number, { price, demand }: ItemColumns): number[] {
  const bought = entries.filter((entry) => entry.purchases > 0);
  const purchases = bought.reduce((sum, entry) => sum + entry.purchases, 0);
  const first = entries.reduce((least, entry) => Math.min(least, entry.firstAt), Infinity);
  const weights = entries.map((entry) => entryWeight(entry, now));
  const sessions = new Set(entries.flatMap((entry) => [dayOf(entry.firstAt), dayOf(entry.lastAt)])).size;
  const average = (value: (entry: HistoryEntry) => number) => {
    let sum = 0;
    let total = 0;
    entries.forEach((entry, k) => {
      const x = value(entry);
      if (!Number.isFinite(x)) return;
      sum += weights[k]! * x;
      total += weights[k]!;
    });
    return total > 0 ? sum / total : NaN;
  };
  return [
    entries.length,
    purchases,
    entries[0] ? daysBetween(entries[0].lastAt, now) : NaN,
    entries.length > 0 ? daysBetween(first, now) : NaN,
    purchases > 0 ? 1 - bought.length / purchases : NaN,
    sessions,
    sessions > 0 ? purchases / sessions : NaN,
    average((entry) => Math.log1p(price[entry.item]!)),
    average((entry) => (entry.purchases > 0 ? Math.log1p(entry.quantity / entry.purchases) : NaN)),
    average((entry) => Math.log1p(demand.all[entry.item]!)),
  ];
}

function putOwnColumns(out: Float32Array, at: number, own: OwnEntry | undefined, now: number, sessions: number): void {
  if (!own) {
    out[at++] = 0;
    out[at++] = 0;
    out.fill(NaN, at, at + OWN_COLUMNS.length - 2);
    return;
  }
  const { entry, rank } = own;
  const last = daysBetween(entry.lastAt, now);
  const first = daysBetween(entry.firstAt, now);
  // several purchases in one session are one occasion to come back from
  const interval = first - last > SESSION_MS / DAY_MS && entry.purchases > 1 ? (first - last) / (entry.purchases - 1) : NaN;
  out[at++] = entry.purchases;
  out[at++] = entry.strength;
  out[at++] = last;
  out[at++] = first;
  out[at++] = interval;
  out[at++] = last / interval;
  out[at++] = entry.purchases / sessions;
  out[at++] = entry.purchases > 0 ? Math.log1p(entry.quantity / entry.purchases) : NaN;
  out[at] = rank;
}

function contentProfiles(entries: readonly HistoryEntry[], now: number, items: ItemColumns, idf: Float32Array) {
  const all = new ContentProfile(idf);
  const session = new ContentProfile(idf);
  const latest = sessionLength(entries);
  entries.forEach((entry, k) => {
    all.add(items.tokens, entry.item, entryWeight(entry, now));
    if (k < latest) session.add(items.tokens, entry.item, 1);
  });
  return { all, session };
}

/**
 * Fills the `_z` columns: (score − mean) / deviation, for the tables' scores over every item of the tables the user does not own,
 * for the two-tower score over such candidates.
 */
function normalise(features: Float32Array, candidates: Int32Array, scorer: SourceScorer, own: ReadonlyMap<number, unknown>): void {
  let sum = 0;
  let squares = 0;
  let others = 0;
  candidates.forEach((item, c) => {
    if (own.has(item)) return;
    const score = features[c * WIDTH]!;
    sum += score;
    squares += score * score;
    others++;
  });
  const moments = [momentsOf(sum, squares, others), ...scorer.moments(own)];
  for (let c = 0; c < candidates.length; c++) {
    for (let k = 0, at = c * WIDTH; k < moments.length; k++, at++) {
      features[at + FIRST_Z] = (features[at]! - moments[k]!.mean) / moments[k]!.deviation;
    }
  }
}
