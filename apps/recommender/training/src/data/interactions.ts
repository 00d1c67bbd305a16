/** The log as the model reads it: one row an event, grouped by user, with times in ms and sessions numbered. */
import { ACTION_STRENGTH, type Action, DAY_MS, dayOf, type ShopEvent } from '@casebook/recommender-contract/features';
import { InvalidInputError } from '@casebook/core';
import type { Shop } from '@casebook/dataset-interactions';

export interface Interactions {
  users: number;
  items: number;
  /** User u has rows offsets[u] … offsets[u + 1], in order of time. */
  offsets: Int32Array;
  item: Int32Array;
  /** ms; where there is no clock, one position of the user's sequence counts as a day. */
  time: Float64Array;
  /** Day of the event for the items' demand; 0 everywhere where times of different users cannot be compared. */
  day: Int32Array;
  action: Action[];
  quantity: Float32Array;
  /** Number of the user's session, 0 ….; items of one session are unordered. */
  session: Int32Array;
  /** Context of the user's first event. */
  context: (string | undefined)[];
  /** Whether times of different users can be compared. */
  comparable: boolean;
}

const ACTIONS = Object.keys(ACTION_STRENGTH) as Action[]; // in the order of the data room's EVENTS
const SESSION_GAP_MS = 30 * 60_000;
/** Where times are only an order through the whole shop, the part that models learn from counts as a year. */
export const ORDER_YEAR_DAYS = 365;

/**
 * @param sequences true: only the order within each user counts, as in the leave-one-out protocol of sequential recommenders
 * @param yearEnds where times are an order through the whole shop: the place in it before which a year has passed; nothing after it
 *   moves the clock, so that what is learned does not depend on what comes later. The last place unless told.
 * @throws {InvalidInputError} `SHOP_EMPTY` where there is no event
 */
export function toInteractions(shop: Shop, sequences = shop.timeKind === 'user-order', yearEnds?: number): Interactions {
  const { log } = shop;
  const rows = log.user.length;
  if (rows === 0)
    throw new InvalidInputError('SHOP_EMPTY', 'The data hold no event: give a folder whose interactions have at least one valid row.');
  const users = shop.users.length;
  const offsets = new Int32Array(users + 1);
  for (let r = 0; r < rows; r++) offsets[log.user[r]! + 1]!++;
  for (let u = 0; u < users; u++) offsets[u + 1]! += offsets[u]!;
  const next = offsets.slice(0, users);
  const out: Interactions = {
    users,
    items: shop.items.length,
    offsets,
    item: new Int32Array(rows),
    time: new Float64Array(rows),
    day: new Int32Array(rows),
    action: new Array<Action>(rows),
    quantity: new Float32Array(rows),
    session: new Int32Array(rows),
    context: new Array<string | undefined>(users).fill(undefined),
    comparable: !sequences,
  };
  const clock = clockOf(shop, yearEnds);
  const basket = new Int32Array(rows);
  for (let r = 0; r < rows; r++) {
    const user = log.user[r]!;
    const at = next[user]!++;
    out.item[at] = log.item[r]!;
    out.time[at] = sequences ? (at - offsets[user]!) * DAY_MS : clock(log.time[r]!);
    out.day[at] = sequences ? 0 : dayOf(out.time[at]!);
    out.action[at] = ACTIONS[log.event[r]!]!;
    out.quantity[at] = Number.isFinite(log.quantity[r]!) ? log.quantity[r]! : 1;
    basket[at] = log.basket[r]!;
    if (at === offsets[user] && log.context[r]! >= 0) out.context[user] = shop.contexts[log.context[r]!];
  }
  numberSessions(out, basket, sequences);
  return out;
}

/** Baskets of one day are one session; where baskets are unknown, events less than half an hour apart are. */
function numberSessions({ users, offsets, time, session }: Interactions, basket: Int32Array, sequences: boolean): void {
  for (let u = 0; u < users; u++) {
    for (let r = offsets[u]! + 1; r < offsets[u + 1]!; r++) {
      const known = basket[r]! >= 0 && basket[r - 1]! >= 0;
      const together = known ? dayOf(time[r]!) === dayOf(time[r - 1]!) : time[r]! - time[r - 1]! < SESSION_GAP_MS;
      session[r] = session[r - 1]! + (together && !sequences ? 0 : 1);
    }
  }
}

function clockOf({ timeKind, log }: Shop, yearEnds = log.time[log.time.length - 1]!): (time: number) => number {
  if (timeKind !== 'order') return (time) => time;
  const first = log.time[0]!;
  const year = Math.max(1, yearEnds - first);
  return (time) => ((time - first) / year) * ORDER_YEAR_DAYS * DAY_MS;
}

/** The place in an order that leaves, after a year, `days` days of the same length for the test. */
export function orderSplit({ log }: Shop, days: number): number {
  const first = log.time[0]!;
  const end = log.time[log.time.length - 1]! + 1;
  return first + ((end - first) * ORDER_YEAR_DAYS) / (ORDER_YEAR_DAYS + days);
}

/** The events of a user's leading rows, for `historyAsOf`. */
export function eventsOf(log: Interactions, user: number, end: number): ShopEvent[] {
  const events: ShopEvent[] = [];
  for (let r = log.offsets[user]!; r < end; r++) {
    events.push({ item: log.item[r]!, action: log.action[r]!, time: log.time[r]!, quantity: log.quantity[r]! });
  }
  return events;
}
