/** Second stage: the columns the ranker sees of one user and each candidate. */
import { DAY_MS, SESSION_MS, TOKENS_PER_ITEM } from './constants.js';
import { ContentProfile } from './content-profile.js';
import { dayOf } from './demand.js';
import { daysBetween, entryWeight, type HistoryEntry, sessionLength, type UserHistory } from './history.js';
import type { ItemColumns } from './items.js';
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
  const row = new Array<number>(WIDTH);
  for (let c = 0; c < candidates.length; c++) {
    const item = candidates[c]!;
    let at = 0;
    row[at++] = dot(userVector, itemVectors, item);
    for (const name of SOURCES) row[at++] = scorer.at(name, item);
    at += NORMALISED.length;
    at = put(row, at, itemColumns(item, items));
    for (let k = 0; k < ITEM_STATS.length; k++) {
      row[at++] = item < scorer.tables.trained ? scorer.tables.stats[item * ITEM_STATS.length + k]! : NaN;
    }
    at = put(row, at, user);
    row[at++] = Math.log1p(items.price[item]!) - userLogPrice;
    const tokens = items.tokens.subarray(item * TOKENS_PER_ITEM, (item + 1) * TOKENS_PER_ITEM);
    row[at++] = profiles.all.cosine(tokens);
    row[at++] = profiles.session.cosine(tokens);
    row[at++] = profiles.all.best(tokens);
    put(row, at, ownColumns(own.get(item), now, user[USER_COLUMNS.indexOf('user_sessions')]!));
    out.set(row, c * WIDTH);
  }
  normalise(out, candidates, scorer, own);
  return out;
}

const put = (row: number[], at: number, values: readonly number[]): number => {
  for (const value of values) row[at++] = value;
  return at;
};

function dot(user: Float32Array, vectors: Float32Array, item: number): number {
  let sum = 0;
  for (let d = 0, at = item * user.length; d < user.length; d++, at++) sum += user[d]! * vectors[at]!;
  return sum;
}

function itemColumns(item: number, { demand, price }: ItemColumns): number[] {
  const [d7, d14, d28, d90] = demand.windows.map((window) => window[item]!) as [number, number, number, number];
  const all = demand.all[item]!;
  const age = demand.today - demand.firstDay[item]!;
  return [
    Math.log1p(d7),
    Math.log1p(d14),
    Math.log1p(d28),
    Math.log1p(d90),
    Math.log1p(all),
    (4 * d7 + 2) / (d28 + 2),
    (3 * d28 + 3) / (d90 + 3),
    age,
    demand.today - demand.lastDay[item]!,
    all / Math.max(age, 14),
    Math.log1p(price[item]!),
  ];
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

function ownColumns(own: { entry: HistoryEntry; rank: number } | undefined, now: number, sessions: number): number[] {
  if (!own) return [0, 0, NaN, NaN, NaN, NaN, NaN, NaN, NaN];
  const { entry, rank } = own;
  const last = daysBetween(entry.lastAt, now);
  const first = daysBetween(entry.firstAt, now);
  // several purchases in one session are one occasion to come back from
  const interval = first - last > SESSION_MS / DAY_MS && entry.purchases > 1 ? (first - last) / (entry.purchases - 1) : NaN;
  const quantity = entry.purchases > 0 ? Math.log1p(entry.quantity / entry.purchases) : NaN;
  return [entry.purchases, entry.strength, last, first, interval, last / interval, entry.purchases / sessions, quantity, rank];
}

function contentProfiles(entries: readonly HistoryEntry[], now: number, items: ItemColumns, idf: Float32Array) {
  const all = new ContentProfile(idf);
  const session = new ContentProfile(idf);
  const latest = sessionLength(entries);
  entries.forEach((entry, k) => {
    const tokens = items.tokens.subarray(entry.item * TOKENS_PER_ITEM, (entry.item + 1) * TOKENS_PER_ITEM);
    all.add(tokens, entryWeight(entry, now));
    if (k < latest) session.add(tokens, 1);
  });
  return { all, session };
}

/**
 * Fills the `_z` columns: (score − mean) / deviation, for the tables' scores over every item of the tables the user does not own,
 * for the two-tower score over such candidates.
 */
function normalise(features: Float32Array, candidates: Int32Array, scorer: SourceScorer, own: ReadonlyMap<number, unknown>): void {
  const towers = Array.from(candidates.keys()).flatMap((c) => (own.has(candidates[c]!) ? [] : [features[c * WIDTH]!]));
  const moments = [
    momentsOf(towers, towers.length),
    ...SOURCES.map((name) => momentsOf(scorer.otherScores(name, own), scorer.tables.trained - own.size)),
  ];
  moments.forEach(({ mean, deviation }, k) => {
    for (let c = 0; c < candidates.length; c++) features[c * WIDTH + FIRST_Z + k] = (features[c * WIDTH + k]! - mean) / deviation;
  });
}

/** Mean and deviation of `count` values of which those not given are 0. */
function momentsOf(values: Iterable<number>, count: number): { mean: number; deviation: number } {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const n = Math.max(count, 1);
  const mean = sum / n;
  return { mean, deviation: Math.sqrt(Math.max(squares / n - mean * mean, 0)) + 1e-9 };
}
