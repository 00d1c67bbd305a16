/** Batches of examples with their negatives, built so that every input is known before the events it predicts. */
import {
  historyAsOf,
  type ItemColumns,
  itemTowerInputs,
  type ItemTowerInputs,
  userTowerInputs,
  type UserTowerInputs,
} from '@casebook/recommender-contract/features';
import { logMixture, type Random } from '@casebook/training';
import type { DemandIndex } from '../data/demand-index.js';
import { eventsOf, type Interactions } from '../data/interactions.js';
import type { Example } from './examples.js';

export interface TowerBatch {
  users: UserTowerInputs[];
  /** Distinct items of the batch: first those that are drawn, then those only in histories. */
  items: ItemTowerInputs;
  /** How many of `items` are drawn. */
  drawn: number;
  /** [C] place in `items` of each column: the B targets, then the uniform negatives. */
  columns: Int32Array;
  /** [B × TOWER_HISTORY] place in `items` of each history item; `items` length for padding. */
  histories: Int32Array;
  /** [C] */
  logQ: Float32Array;
  /** [B × C] */
  hits: Float32Array;
}

export interface BatchOptions {
  batchSize: number;
  /** Uniform negatives beside the in-batch ones. */
  uniformNegatives: number;
  /** Probability that an item's id is hidden, so that its content learns to speak for it. */
  idDropout: number;
}

/** Batches whose examples are mixed together: near enough in time to share one state of the items' demand. */
const BATCHES_PER_GROUP = 8;

/**
 * One epoch. With a common clock, examples are grouped in order of time, and a group sees the demand of before its first day and negatives that
 * were on sale by then.
 */
export function* towerBatches(
  log: Interactions,
  catalogue: Pick<ItemColumns, 'tokens' | 'price'>,
  demand: DemandIndex,
  examples: Example[],
  options: BatchOptions,
  random: Random,
): Generator<TowerBatch> {
  if (!log.comparable) random.shuffle(examples);
  const groupSize = log.comparable ? BATCHES_PER_GROUP * options.batchSize : examples.length;
  const groups = Array.from({ length: Math.ceil(examples.length / groupSize) }, (_, g) =>
    examples.slice(g * groupSize, (g + 1) * groupSize),
  );
  for (const group of random.shuffle(groups)) {
    const items: ItemColumns = { ...catalogue, count: log.items, trained: log.items, demand: demand.before(log.time[group[0]!.row]!) };
    const frequency = new Float64Array(log.items);
    for (const { row } of group) frequency[log.item[row]!]! += 1 / group.length;
    const onSale = Array.from(items.demand.all.keys()).filter((item) => items.demand.all[item]! > 0);
    const pool = onSale.length > 0 ? onSale : Array.from({ length: log.items }, (_, item) => item);
    random.shuffle(group);
    for (let at = 0; at < group.length; at += options.batchSize) {
      yield buildBatch(log, items, group.slice(at, at + options.batchSize), frequency, pool, options, random);
    }
  }
}

function buildBatch(
  log: Interactions,
  items: ItemColumns,
  examples: readonly Example[],
  frequency: Float64Array,
  pool: readonly number[],
  { uniformNegatives, idDropout }: BatchOptions,
  random: Random,
): TowerBatch {
  const targets = examples.map(({ row }) => log.item[row]!);
  const negatives = Array.from({ length: uniformNegatives }, () => pool[random.int(pool.length)]!);
  const columnItems = [...targets, ...negatives];
  const users = examples.map(({ user, row, sessionStart }) => {
    const entries = historyAsOf(eventsOf(log, user, sessionStart), Infinity);
    return userTowerInputs({ entries, context: log.context[user] }, log.time[row]!);
  });
  const place = new Map<number, number>();
  const placeOf = (item: number) => {
    const known = place.get(item) ?? place.size;
    place.set(item, known);
    return known;
  };
  const columns = Int32Array.from(columnItems, placeOf);
  const drawn = place.size;
  const rows = users.map((user) => Array.from(user.rows, (row) => (row < 0 ? -1 : placeOf(row)))).flat();
  const histories = Int32Array.from(rows, (row) => (row < 0 ? place.size : row));
  const inputs = itemTowerInputs([...place.keys()], items);
  for (let k = 0; k < inputs.ids.length; k++) if (random.next() < idDropout) inputs.ids[k] = 0;
  const width = columnItems.length;
  const hits = new Float32Array(examples.length * width);
  examples.forEach(({ sessionStart, sessionEnd }, b) => {
    const positives = new Set(log.item.subarray(sessionStart, sessionEnd));
    columnItems.forEach((item, c) => {
      if (c !== b && positives.has(item)) hits[b * width + c] = 1;
    });
  });
  const logQ = Float32Array.from(columnItems, (item) => logMixture(frequency[item]!, examples.length, uniformNegatives, pool.length));
  return { users, items: inputs, drawn, columns, histories, logQ, hits };
}
