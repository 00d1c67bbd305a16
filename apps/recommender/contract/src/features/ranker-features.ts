/** Second stage: the columns the ranker sees of one user and each candidate. */
import { DAY_MS, SESSION_MS } from './constants.js';
import { ContentProfile } from './content-profile.js';
import { daysBetween, sessionLength, type UserHistory } from './history.js';
import type { ItemColumns } from './items.js';
import { logCount } from './log-count.js';
import { momentsOf } from './moments.js';
import { SOURCES, type SourceScorer } from './sources.js';
import { ITEM_STATS } from './tables.js';
import { USER_COLUMNS, userColumns } from './user-columns.js';

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
const FIRST_USER = RANKER_FEATURES.indexOf(USER_COLUMNS[0]);
const USER_LOG_PRICE = USER_COLUMNS.indexOf('user_log_price');
const USER_SESSIONS = USER_COLUMNS.indexOf('user_sessions');

/** Columns that hold one value for all candidates of a question, as `[first, end)`. */
export const SHARED_COLUMNS = [FIRST_USER, FIRST_USER + USER_COLUMNS.length] as const;

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

/** Where the features go: column k of candidate c to `data[c * row + k * column]`. */
export interface FeatureMatrix {
  data: Float32Array;
  row: number;
  column: number;
}

/** What one call needs and the next can use again. */
interface Workspace {
  all: ContentProfile;
  session: ContentProfile;
}
const workspaces = new WeakMap<object, Workspace>();

function workspaceOf({ tables }: SourceScorer): Workspace {
  let workspace = workspaces.get(tables);
  if (!workspace) {
    workspace = { all: new ContentProfile(tables.tokenIdf), session: new ContentProfile(tables.tokenIdf) };
    workspaces.set(tables, workspace);
  }
  return workspace;
}

/**
 * Features of every candidate.
 *
 * @returns candidates × RANKER_FEATURES.length, row-major
 */
export function rankerFeatures(input: RankerInput): Float32Array {
  const data = new Float32Array(input.candidates.length * WIDTH);
  putRankerFeatures(input, { data, row: WIDTH, column: 1 });
  return data;
}

/** Writes the features of every candidate where they are needed. */
export function putRankerFeatures(input: RankerInput, out: FeatureMatrix): void {
  const { history, candidates, items, scorer, now } = input;
  const user = userColumns(history.entries, now, items, scorer.weights);
  let at = putScores(input, out);
  at = putItemColumns(candidates, items, out, at);
  at = putStats(candidates, scorer, out, at);
  for (const value of user) fill(out, at++, candidates.length, value);
  at = putCrossColumns(input, user[USER_LOG_PRICE]!, out, at);
  putOwnColumns(input, user[USER_SESSIONS]!, out, at);
}

function fill({ data, row, column }: FeatureMatrix, at: number, count: number, value: number): void {
  for (let c = 0, to = at * column; c < count; c++, to += row) data[to] = value;
}

/**
 * The two-tower score and the sources, then their `_z` columns: (score − mean) / deviation, for the tables' scores over every item of the
 * tables the user does not own, for the two-tower score over such candidates. @returns the next column
 */
function putScores({ candidates, scorer, userVector, itemVectors }: RankerInput, out: FeatureMatrix): number {
  const { data, row, column } = out;
  const n = candidates.length;
  let sum = 0;
  let squares = 0;
  let others = 0;
  for (let c = 0, to = 0; c < n; c++, to += row) {
    const item = candidates[c]!;
    data[to] = dot(userVector, itemVectors, item);
    if (scorer.history.has(item)) continue;
    const score = data[to]!;
    sum += score;
    squares += score * score;
    others++;
  }
  const moments = [momentsOf(sum, squares, others), ...scorer.moments()];
  const means = Float64Array.from(moments, ({ mean }) => mean);
  const scales = Float64Array.from(moments, ({ deviation }) => 1 / deviation);
  for (let c = 0, from = 0; c < n; c++, from += row) {
    scorer.copyScores(candidates[c]!, data, from + column, column);
    let to = from;
    for (let k = 0; k < NORMALISED.length; k++, to += column) data[to + NORMALISED.length * column] = (data[to]! - means[k]!) * scales[k]!;
  }
  return 2 * NORMALISED.length;
}

/** Four sums that do not wait for each other. */
function dot(user: Float32Array, vectors: Float32Array, item: number): number {
  const { length } = user;
  const from = item * length;
  let a = 0;
  let b = 0;
  let c = 0;
  let e = 0;
  let d = 0;
  for (; d + 3 < length; d += 4) {
    a += user[d]! * vectors[from + d]!;
    b += user[d + 1]! * vectors[from + d + 1]!;
    c += user[d + 2]! * vectors[from + d + 2]!;
    e += user[d + 3]! * vectors[from + d + 3]!;
  }
  for (; d < length; d++) a += user[d]! * vectors[from + d]!;
  return a + b + (c + e);
}

/** @returns the next column */
function putItemColumns(candidates: Int32Array, { demand, price }: ItemColumns, { data, row, column }: FeatureMatrix, at: number): number {
  const [w7, w14, w28, w90] = demand.windows as [Float32Array, Float32Array, Float32Array, Float32Array];
  const { all: total, firstDay, lastDay, today } = demand;
  for (let c = 0; c < candidates.length; c++) {
    const item = candidates[c]!;
    const d7 = w7[item]!;
    const d28 = w28[item]!;
    const d90 = w90[item]!;
    const all = total[item]!;
    const age = today - firstDay[item]!;
    let to = c * row + at * column;
    data[to] = logCount(d7);
    data[(to += column)] = logCount(w14[item]!);
    data[(to += column)] = logCount(d28);
    data[(to += column)] = logCount(d90);
    data[(to += column)] = logCount(all);
    data[(to += column)] = (4 * d7 + 2) / (d28 + 2);
    data[(to += column)] = (3 * d28 + 3) / (d90 + 3);
    data[(to += column)] = age;
    data[(to += column)] = today - lastDay[item]!;
    data[(to += column)] = all / Math.max(age, 14);
    data[to + column] = Math.log1p(price[item]!);
  }
  return at + ITEM_COLUMNS.length;
}

/** What the tables know of each item; nothing of new ones. @returns the next column */
function putStats(
  candidates: Int32Array,
  { tables: { stats, trained } }: SourceScorer,
  { data, row, column }: FeatureMatrix,
  at: number,
): number {
  for (let c = 0; c < candidates.length; c++) {
    const item = candidates[c]!;
    const from = item * ITEM_STATS.length;
    for (let k = 0, to = c * row + at * column; k < ITEM_STATS.length; k++, to += column)
      data[to] = item < trained ? stats[from + k]! : NaN;
  }
  return at + ITEM_STATS.length;
}

/** @returns the next column */
function putCrossColumns(
  { history, candidates, items, scorer }: RankerInput,
  userLogPrice: number,
  out: FeatureMatrix,
  at: number,
): number {
  const { data, row, column } = out;
  const { price, tokens } = items;
  const { all, session } = workspaceOf(scorer);
  const latest = sessionLength(history.entries);
  all.clear();
  session.clear();
  for (let k = 0; k < history.entries.length; k++) {
    all.add(tokens, history.entries[k]!.item, scorer.weights[k]!);
    if (k < latest) session.add(tokens, history.entries[k]!.item, 1);
  }
  for (let c = 0; c < candidates.length; c++) {
    const item = candidates[c]!;
    let to = c * row + at * column;
    data[to] = Math.log1p(price[item]!) - userLogPrice;
    const norm = all.norm(tokens, item);
    data[(to += column)] = all.cosine(tokens, item, norm);
    data[(to += column)] = session.cosine(tokens, item, norm);
    data[to + column] = all.best(tokens, item, norm);
  }
  return at + CROSS_COLUMNS.length;
}

function putOwnColumns({ history, candidates, scorer, now }: RankerInput, sessions: number, out: FeatureMatrix, at: number): void {
  const { data, row, column } = out;
  for (let k = 0; k < OWN_COLUMNS.length; k++) fill(out, at + k, candidates.length, k < 2 ? 0 : NaN);
  for (let c = 0; c < candidates.length; c++) {
    const rank = scorer.history.indexOf(candidates[c]!);
    if (rank < 0) continue;
    const { purchases, strength, quantity, firstAt, lastAt } = history.entries[rank]!;
    const last = daysBetween(lastAt, now);
    const first = daysBetween(firstAt, now);
    // several purchases in one session are one occasion to come back from
    const interval = first - last > SESSION_MS / DAY_MS && purchases > 1 ? (first - last) / (purchases - 1) : NaN;
    let to = c * row + at * column;
    data[to] = purchases;
    data[(to += column)] = strength;
    data[(to += column)] = last;
    data[(to += column)] = first;
    data[(to += column)] = interval;
    data[(to += column)] = last / interval;
    data[(to += column)] = purchases / sessions;
    data[(to += column)] = purchases > 0 ? Math.log1p(quantity / purchases) : NaN;
    data[to + column] = rank;
  }
}
