/** Purchases by item and day on the main thread, and the demand columns they give. */
import { dayOf, itemDemand, TopRows } from '@casebook/recommender-contract/features';
import type { Columns } from './shared-columns.js';

/** Items popular enough to be offered for that alone, and kept ready. */
export const POPULAR_ROWS = 500;

export class DemandLog {
  private readonly days = new Map<number, Map<number, number>>();

  /** Sets counts; @returns rows whose columns changed */
  set(counts: readonly { row: number; day: number; count: number }[], columns: Columns): Int32Array {
    const changed = new Set<number>();
    for (const { row, day, count } of counts) {
      let days = this.days.get(row);
      if (!days) this.days.set(row, (days = new Map()));
      if (days.get(day) === count) continue;
      days.set(day, count);
      changed.add(row);
    }
    for (const row of changed) this.apply(row, columns);
    return Int32Array.from(changed);
  }

  /** Moves the columns to the day of `now`. @returns rows whose columns changed: all that were ever bought, or none on the same day */
  turn(now: number, columns: Columns): Int32Array {
    const today = dayOf(now);
    if (columns.clock[0] === today) return new Int32Array(0);
    columns.clock[0] = today;
    for (const row of this.days.keys()) this.apply(row, columns);
    return Int32Array.from(this.days.keys());
  }

  /** Computed aside and then copied, so that no reader sees an item without its demand. */
  private apply(row: number, columns: Columns): void {
    const { demand } = columns.items;
    const own = Array.from(this.days.get(row)!, ([day, count]) => ({ item: 0, day, count }));
    const fresh = itemDemand(own, demand.today * 86_400_000, 1);
    demand.windows.forEach((window, w) => (window[row] = fresh.windows[w]![0]!));
    demand.all[row] = fresh.all[0]!;
    demand.firstDay[row] = fresh.firstDay[0]!;
    demand.lastDay[row] = fresh.lastDay[0]!;
  }
}

/** `popularItems` of the contract in one pass, for catalogues too large to sort while requests wait. */
export function popularRows({ items }: Columns): Int32Array {
  const { count, demand } = items;
  const recent = demand.windows[2]!;
  let most = 0;
  for (let row = 0; row < count; row++) most = Math.max(most, demand.all[row]!);
  const top = new TopRows(Math.min(POPULAR_ROWS, count));
  // counts are whole numbers: the fraction orders items with the same recent count
  for (let row = 0; row < count; row++) if (demand.all[row]! > 0) top.offer(row, recent[row]! + demand.all[row]! / (most + 1));
  return top.take();
}
