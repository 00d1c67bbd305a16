/** One user's history: the state that training replays from a log and the service keeps in PostgreSQL. */
import { ACTION_STRENGTH, type Action, DAY_MS, HISTORY_HALF_LIFE_DAYS, HISTORY_LIMIT, SESSION_MS } from './constants.js';

/** What one user did with one item. Times in ms since the epoch. */
export interface HistoryEntry {
  /** Row of the item in the catalogue. */
  item: number;
  purchases: number;
  /** Σ of the actions' weights (`ACTION_STRENGTH`). */
  strength: number;
  firstAt: number;
  lastAt: number;
  /** Units bought, all purchases together. */
  quantity: number;
}

export interface UserHistory {
  /** Distinct items, most recently touched first, at most `HISTORY_LIMIT`. */
  entries: readonly HistoryEntry[];
  /** For example the country; hashed by the tower. */
  context?: string | undefined;
}

export interface ShopEvent {
  item: number;
  action: Action;
  /** ms since the epoch. */
  time: number;
  /** Units; 1 where unknown. */
  quantity?: number;
}

/**
 * The history after one more event. Late events (older than the newest) are put in their place, so the order of arrival does not matter.
 *
 * @returns a new array, most recent first; ties keep the item touched last by arrival in front
 */
export function applyEvent(entries: readonly HistoryEntry[], event: ShopEvent): HistoryEntry[] {
  const entry = merged(
    entries.find((known) => known.item === event.item),
    event,
  );
  const rest = entries.filter((other) => other.item !== event.item);
  const at = rest.findIndex((other) => other.lastAt <= entry.lastAt);
  rest.splice(at < 0 ? rest.length : at, 0, entry);
  return rest.slice(0, HISTORY_LIMIT);
}

/**
 * The history a user had at `now`: every event strictly before it and none at or after it, so that an event never sees itself.
 * The same as `applyEvent` one by one, in one pass.
 *
 * @param events of one user, in any order
 * @param limit distinct items kept
 */
export function historyAsOf(events: Iterable<ShopEvent>, now: number, limit = HISTORY_LIMIT): HistoryEntry[] {
  const past = [...events].filter((event) => event.time < now).sort((a, b) => a.time - b.time);
  const latest = new Map<number, HistoryEntry>(); // insertion order = order of the last touch
  for (const event of past) {
    const entry = merged(latest.get(event.item), event);
    latest.delete(event.item);
    latest.set(event.item, entry);
    if (latest.size > limit) latest.delete(latest.keys().next().value!);
  }
  return [...latest.values()].reverse();
}

function merged(known: HistoryEntry | undefined, event: ShopEvent): HistoryEntry {
  const bought = event.action === 'purchase';
  return {
    item: event.item,
    purchases: (known?.purchases ?? 0) + (bought ? 1 : 0),
    strength: (known?.strength ?? 0) + ACTION_STRENGTH[event.action],
    firstAt: Math.min(known?.firstAt ?? event.time, event.time),
    lastAt: Math.max(known?.lastAt ?? event.time, event.time),
    quantity: (known?.quantity ?? 0) + (bought ? (event.quantity ?? 1) : 0),
  };
}

/** Days from `then` to `now`, not negative (clocks of two machines may differ). */
export const daysBetween = (then: number, now: number): number => Math.max(0, now - then) / DAY_MS;

/** Weight of an entry in the item-item scores: 2^(−age / half-life), less where the item was only looked at. */
export const entryWeight = (entry: HistoryEntry, now: number): number =>
  Math.min(1, entry.strength) * 2 ** (-daysBetween(entry.lastAt, now) / HISTORY_HALF_LIFE_DAYS);

/** Number of leading entries that belong to the latest session. */
export function sessionLength(entries: readonly HistoryEntry[]): number {
  const latest = entries[0]?.lastAt ?? 0;
  const end = entries.findIndex((entry) => entry.lastAt < latest - SESSION_MS);
  return end < 0 ? entries.length : end;
}

/** Items the user has bought: not offered in `discover`. */
export const ownedItems = (history: UserHistory): Set<number> =>
  new Set(history.entries.filter((entry) => entry.purchases > 0).map((entry) => entry.item));
