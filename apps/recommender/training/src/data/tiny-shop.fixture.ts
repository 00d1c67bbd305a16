/** Shops of a few events, written out by hand or drawn by a property. */
import { DAY_MS, type Action } from '@casebook/recommender-contract/features';
import { EVENTS, type Shop } from '@casebook/dataset-interactions';
import { type Interactions, toInteractions } from './interactions.js';

export interface TinyEvent {
  user: number;
  item: number;
  /** Days, fractions allowed. */
  day: number;
  /** A purchase where not given. */
  action?: Action;
  basket?: number;
}

export interface TinyOptions {
  users?: number;
  items?: number;
  timeKind?: Shop['timeKind'];
}

/** Four users and six items unless told. Events may come in any order; equal times keep it. */
export function tinyShop(events: readonly TinyEvent[], { users = 4, items = 6, timeKind = 'clock' }: TinyOptions = {}): Shop {
  const sorted = [...events].sort((a, b) => a.day - b.day);
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, k) => `${prefix}${k}`);
  return {
    name: 'tiny',
    sha256: '0'.repeat(64),
    timeKind,
    timeIsOrder: timeKind !== 'clock',
    users: names('u', users),
    items: names('i', items),
    contexts: [],
    log: {
      user: Int32Array.from(sorted, ({ user }) => user),
      item: Int32Array.from(sorted, ({ item }) => item),
      time: Float64Array.from(sorted, ({ day }) => day * DAY_MS),
      event: Uint8Array.from(sorted, ({ action = 'purchase' }) => EVENTS.indexOf(action)),
      quantity: new Float32Array(sorted.length).fill(1),
      price: new Float32Array(sorted.length).fill(NaN),
      basket: Int32Array.from(sorted, ({ basket = -1 }) => basket),
      context: new Int32Array(sorted.length).fill(-1),
    },
    catalogue: {
      text: names('thing ', items),
      category: names('shelf ', items),
      price: new Float32Array(items).fill(NaN),
      tokens: names('', items).map(() => []),
    },
    report: { pipeline: 'tiny', sources: [], steps: [], seconds: 0 },
  };
}

export const tinyLog = (events: readonly TinyEvent[], options?: TinyOptions): Interactions => toInteractions(tinyShop(events, options));
