/** A shop as training reads it: who did what with which item and when, as typed arrays, and the catalogue. */
import type { RunReport } from '@casebook/data-pipelines';

/** What a customer may do with an item; `log.event` holds the position in this list. */
export const EVENTS = ['view', 'basket', 'purchase'] as const;
export type EventName = (typeof EVENTS)[number];

/**
 * `clock`: milliseconds since the epoch, UTC. `order`: 1, 2, 3 … through the whole shop, without a duration.
 * `user-order`: 1, 2, 3 … within each user; times of different users cannot be compared, so there is no temporal split.
 */
export type TimeKind = 'clock' | 'order' | 'user-order';

/** n rows, sorted by (time, input order). Numbers point into `users`, `items` and `contexts`. */
export interface InteractionLog {
  user: Int32Array;
  item: Int32Array;
  time: Float64Array;
  /** Position in {@link EVENTS}. */
  event: Uint8Array;
  quantity: Float32Array;
  /** NaN where unknown. */
  price: Float32Array;
  /** One number a basket (e.g. an invoice), −1 where unknown. */
  basket: Int32Array;
  /** −1 where unknown. */
  context: Int32Array;
}

/** One entry an item, aligned with `Shop.items`. */
export interface Catalogue {
  text: string[];
  category: string[];
  /** NaN where unknown. */
  price: Float32Array;
  /** `column=value` and `column~q0…7`, sorted. */
  tokens: string[][];
}

export interface Shop {
  name: string;
  /** SHA-256 of the source file; of several, of the lines `name sha256`. */
  sha256: string;
  timeKind: TimeKind;
  /** Times are an order, not instants: `timeKind` is not `clock`. */
  timeIsOrder: boolean;
  users: string[];
  items: string[];
  contexts: string[];
  log: InteractionLog;
  catalogue: Catalogue;
  report: RunReport;
}
