/** The items' demand at any moment, from purchases sorted by day: the training side of the service's `item_demand` table. */
import { addDemand, emptyDemand, type ItemDemand } from '@casebook/recommender-contract/features';
import type { Interactions } from './interactions.js';
import type { Moment } from './moments.js';

export class DemandIndex {
  private readonly item: Int32Array;
  private readonly day: Int32Array;

  /** Purchases known at `moment`. */
  constructor(
    private readonly log: Interactions,
    moment: Moment,
  ) {
    const rows: number[] = [];
    for (let u = 0; u < log.users; u++) {
      for (let r = log.offsets[u]!; r < moment.cut[u]!; r++) if (log.action[r] === 'purchase') rows.push(r);
    }
    const sorted = Int32Array.from(rows).sort((a, b) => log.day[a]! - log.day[b]!);
    this.item = sorted.map((r) => log.item[r]!);
    this.day = sorted.map((r) => log.day[r]!);
  }

  /** Demand from purchases before the day of `at`: what is sold on that day itself is not used, as it may be later in the day. */
  before(at: number): ItemDemand {
    const demand = emptyDemand(this.log.comparable ? at : 0, this.log.items);
    for (let k = 0; k < this.day.length && (this.day[k]! < demand.today || !this.log.comparable); k++) {
      addDemand(demand, this.item[k]!, this.day[k]!, 1);
    }
    return demand;
  }
}
