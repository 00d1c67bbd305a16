/** The ranker's columns of a user: the same for every candidate. */
import { dayOf } from './demand.js';
import { daysBetween, type HistoryEntry } from './history.js';
import type { ItemColumns } from './items.js';
import { logCount } from './log-count.js';

export const USER_COLUMNS = [
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

/** @param weights `entryWeight` of each entry @returns the values of USER_COLUMNS */
export function userColumns(
  entries: readonly HistoryEntry[],
  now: number,
  { price, demand }: ItemColumns,
  weights: Float64Array,
): number[] {
  const sessions = new Set<number>();
  const [logPrice, logQuantity, logDemand] = [new WeightedMean(), new WeightedMean(), new WeightedMean()];
  let bought = 0;
  let purchases = 0;
  let first = Infinity;
  for (let k = 0; k < entries.length; k++) {
    const { item, purchases: own, quantity, firstAt, lastAt } = entries[k]!;
    if (own > 0) bought++;
    purchases += own;
    first = Math.min(first, firstAt);
    sessions.add(dayOf(firstAt)).add(dayOf(lastAt));
    logPrice.add(Math.log1p(price[item]!), weights[k]!);
    logQuantity.add(own > 0 ? Math.log1p(quantity / own) : NaN, weights[k]!);
    logDemand.add(logCount(demand.all[item]!), weights[k]!);
  }
  const none = entries.length === 0;
  return [
    entries.length,
    purchases,
    none ? NaN : daysBetween(entries[0]!.lastAt, now),
    none ? NaN : daysBetween(first, now),
    purchases > 0 ? 1 - bought / purchases : NaN,
    sessions.size,
    sessions.size > 0 ? purchases / sessions.size : NaN,
    logPrice.value,
    logQuantity.value,
    logDemand.value,
  ];
}

/** Of the finite values; NaN without any. */
class WeightedMean {
  private sum = 0;
  private total = 0;

  add(value: number, weight: number): void {
    if (!Number.isFinite(value)) return;
    this.sum += weight * value;
    this.total += weight;
  }

  get value(): number {
    return this.total > 0 ? this.sum / this.total : NaN;
  }
}
