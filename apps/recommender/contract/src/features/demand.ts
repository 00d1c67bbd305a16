/** How much each item was bought lately, from purchase counts by day: the one statistic of all shoppers that moves while serving. */
import { DAY_MS, DEMAND_WINDOWS } from './constants.js';

/** Purchases of one item on one day. */
export interface DemandDay {
  item: number;
  /** Days since the epoch (UTC). */
  day: number;
  count: number;
}

/** Columns aligned with the catalogue's rows. */
export interface ItemDemand {
  /** Purchases in the last 7, 14, 28 and 90 days. */
  windows: Float32Array[];
  all: Float32Array;
  /** Days since the epoch of the first and last purchase; NaN where never bought. */
  firstDay: Float32Array;
  lastDay: Float32Array;
  /** Day of `now`. */
  today: number;
}

export const dayOf = (time: number): number => Math.floor(time / DAY_MS);

/**
 * Demand as of `now`. Days after that of `now` are ignored.
 *
 * A window of w days holds the w whole days before today and today so far.
 *
 * @param days in any order; rows of the same item and day add up
 * @param now ms since the epoch
 * @param items rows of the catalogue
 */
export function itemDemand(days: Iterable<DemandDay>, now: number, items: number): ItemDemand {
  const demand = emptyDemand(now, items);
  for (const { item, day, count } of days) {
    addDemand(demand, item, day, count);
  }
  return demand;
}

export function emptyDemand(now: number, items: number): ItemDemand {
  return {
    windows: DEMAND_WINDOWS.map(() => new Float32Array(items)),
    all: new Float32Array(items),
    firstDay: new Float32Array(items).fill(NaN),
    lastDay: new Float32Array(items).fill(NaN),
    today: dayOf(now),
  };
}

/** Adds one item's count of one day in place; the future is ignored. */
export function addDemand(demand: ItemDemand, item: number, day: number, count: number): void {
  if (day > demand.today || count <= 0) return;
  DEMAND_WINDOWS.forEach((length, w) => {
    if (day >= demand.today - length) demand.windows[w]![item]! += count;
  });
  demand.all[item]! += count;
  if (!(demand.firstDay[item]! <= day)) demand.firstDay[item] = day;
  if (!(demand.lastDay[item]! >= day)) demand.lastDay[item] = day;
}

/** Rows most bought in the last 28 days, then over all time, falling; items never bought are left out. */
export function popularItems(demand: ItemDemand, limit: number): Int32Array {
  const recent = demand.windows[2]!;
  const bought = Array.from(demand.all.keys()).filter((row) => demand.all[row]! > 0);
  bought.sort((a, b) => recent[b]! - recent[a]! || demand.all[b]! - demand.all[a]! || a - b);
  return Int32Array.from(bought.slice(0, limit));
}
