/** One visit: what is due again, what goes with the last purchase, what else is wanted; views, baskets, purchases. */
import { complements, demandOn, shelves, type CatalogueItem } from './catalogue.js';
import type { Random } from '@casebook/data-pipelines/random';
import { fit, wants, type Memory, type Shopper } from './shopper.js';

export type ShopAction = 'view' | 'basket' | 'purchase';

export interface ShopEvent {
  userId: string;
  itemId: string;
  event: ShopAction;
  /** Milliseconds since the epoch. */
  time: number;
  quantity: number;
  price: number;
}

/** The shelves as they stand on a day. */
export interface Store {
  /** Items of each shelf. */
  byShelf: readonly (readonly CatalogueItem[])[];
  /** Milliseconds since the epoch of day 0. */
  start: number;
}

const DAY = 86_400_000;
const SHOWN = 48; // a customer looks through no more of a shelf than that

/**
 * Plays one visit and lets the customer remember it.
 *
 * @param at when it begins, in milliseconds since the epoch
 * @returns events in time order: at least one view, unless the shop sells nothing
 */
export function visit(random: Random, store: Store, shopper: Shopper, memory: Memory, at: number): ShopEvent[] {
  const day = (at - store.start) / DAY;
  const month = new Date(at).getUTCMonth() + 1;
  const events: ShopEvent[] = [];
  const basket: CatalogueItem[] = [];
  let time = at;

  const record = (item: CatalogueItem, event: ShopAction, quantity = 1) => {
    time += 1000 * (event === 'purchase' ? 1 : 8 + random.below(70));
    events.push({ userId: shopper.id, itemId: item.id, event, time, quantity, price: item.price });
  };
  const take = (item: CatalogueItem) => {
    record(item, 'basket');
    basket.push(item);
  };

  memory.wishes = memory.wishes.filter(({ until }) => until > day);
  for (const { item } of memory.due.filter((entry) => entry.day <= day)) {
    record(item, 'view');
    if (random.chance(0.8)) take(item);
  }

  const desires = wants(shopper, memory, day, month);
  const plan: number[] = [];
  for (let stop = false; !stop; stop = !random.chance(0.45)) {
    const wish =
      memory.wishes.length > 0 && random.chance(0.6) ? memory.wishes.splice(random.below(memory.wishes.length), 1)[0] : undefined;
    plan.push(wish?.shelf ?? random.weighted(desires));
  }
  for (let next = plan.shift(); next !== undefined; next = plan.shift()) {
    const chosen = browse(random, store.byShelf[next] ?? [], shopper, day, (item) => record(item, 'view'));
    if (!chosen || !random.chance(0.6)) continue;
    take(chosen);
    for (const shelf of complements(shelves[next]!.kind)) if (plan.length < 4 && random.chance(0.25)) plan.push(shelf);
  }

  if (random.chance(0.8)) {
    for (const item of basket) {
      record(item, 'purchase', shelves[item.shelf]!.kind.every && random.chance(0.3) ? 2 + random.below(2) : 1);
      remember(random, memory, item, day);
    }
  }
  return events;
}

/** Looks at a few items of a shelf, the demanded and fitting ones first, and returns the one liked best, if any. */
function browse(random: Random, shelf: readonly CatalogueItem[], shopper: Shopper, day: number, look: (item: CatalogueItem) => void) {
  const offset = random.below(Math.max(1, shelf.length));
  const shown = shelf.length <= SHOWN ? shelf : Array.from({ length: SHOWN }, (_, i) => shelf[(offset + i * 7919) % shelf.length]!);
  const attraction = shown.map((item) => demandOn(item, day) * fit(shopper, item));
  let best: { item: CatalogueItem; liking: number } | undefined;
  for (let looks = 1 + random.below(4); looks > 0 && attraction.some((a) => a > 0); looks--) {
    const i = random.weighted(attraction);
    const item = shown[i]!;
    attraction[i] = 0;
    look(item);
    const liking = Math.log(fit(shopper, item)) + 0.5 * random.normal();
    if (!best || liking > best.liking) best = { item, liking };
  }
  return best?.item;
}

/** A purchase uses things up, makes others wanted, and closes what was due. */
function remember(random: Random, memory: Memory, item: CatalogueItem, day: number): void {
  const { kind } = shelves[item.shelf]!;
  memory.boughtOn.set(item.shelf, day);
  memory.due = memory.due.filter((entry) => entry.item !== item);
  if (kind.every && random.chance(0.85)) memory.due.push({ item, day: day + kind.every * (0.8 + 0.4 * random.uniform()) });
  for (const shelf of complements(kind)) if (random.chance(0.6)) memory.wishes.push({ shelf, until: day + 45 });
}
