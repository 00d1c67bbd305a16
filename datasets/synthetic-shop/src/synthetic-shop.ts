/** A seeded shop: its catalogue, its customers, the history of their visits, and visits drawn live. */
import { InvalidInputError, NotFoundError } from '@casebook/core';
import { makeCatalogue, shelves, type CatalogueItem } from './catalogue.js';
import { Random } from '@casebook/data-pipelines/random';
import { visit, type ShopEvent, type Store } from './session.js';
import { makeShopper, noMemory, type Memory, type Shopper } from './shopper.js';

export interface ShopOptions {
  /** Customers, ≥ 1. */
  users?: number;
  /** Items, ≥ 1. */
  items?: number;
  /** Length of the history in days, ≥ 1. */
  days?: number;
  /** Where the history ends: a date that `Date` understands, or milliseconds since the epoch. */
  until?: string | number;
}

export const defaults = { users: 1000, items: 600, days: 180, until: '2026-01-01T00:00:00Z' } satisfies ShopOptions;

export interface SyntheticShop {
  readonly items: readonly CatalogueItem[];
  readonly userIds: readonly string[];
  /** Beginning and end of the history, in milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  /** Every event of the history, in time order. The customers remember it in the visits that follow. */
  history(): ShopEvent[];
  /**
   * One more visit, of a given customer or of one drawn by how often they come.
   *
   * @param random the caller's stream: its draws, not the clock, decide what happens
   * @param options `at` in milliseconds since the epoch, now unless told
   * @throws {NotFoundError} `SHOPPER_UNKNOWN`
   */
  nextSession(random: Random, options?: { userId?: string; at?: number }): ShopEvent[];
}

const DAY = 86_400_000;

/**
 * Makes a shop from a seed. The same seed and options make the same shop and the same history.
 *
 * @param seed any integer
 * @throws {InvalidInputError} `SHOP_OPTIONS_INVALID`
 *
 * @example
 * const shop = createShop(7, { items: 600 });
 * const random = new Random(1);
 * for (const { userId, itemId, event } of shop.nextSession(random)) console.log(userId, event, itemId);
 */
export function createShop(seed: number, options: ShopOptions = {}): SyntheticShop {
  const { users, items: itemCount, days } = { ...defaults, ...options };
  const end = new Date(options.until ?? defaults.until).getTime();
  for (const [name, value] of Object.entries({ users, items: itemCount, days })) {
    if (!Number.isInteger(value) || value < 1)
      throw new InvalidInputError('SHOP_OPTIONS_INVALID', `${name} is ${value}: give a whole number, 1 or more.`);
  }
  if (!Number.isInteger(seed)) throw new InvalidInputError('SHOP_OPTIONS_INVALID', `seed is ${seed}: give a whole number.`);
  if (Number.isNaN(end)) throw new InvalidInputError('SHOP_OPTIONS_INVALID', `until is ${options.until}: give a date such as 2026-01-01.`);

  const root = new Random(seed);
  const [catalogueRandom, shopperRandom, historyRandom] = [root.fork(0), root.fork(1), root.fork(2)];
  const items = makeCatalogue(catalogueRandom, itemCount, days);
  const start = end - days * DAY;
  const shelved = (sold: readonly CatalogueItem[]): Store => ({ byShelf: shelve(sold), start });
  const store = shelved(items);
  const today = shelved(items.filter(({ stock }) => stock > 0)); // what is sold out now was sold once
  const width = Math.max(4, String(users - 1).length);
  const shoppers = Array.from({ length: users }, (_, i) => makeShopper(shopperRandom.fork(i), `u${String(i).padStart(width, '0')}`, days));
  const byId = new Map(shoppers.map((shopper) => [shopper.id, shopper]));
  const frequency = Float64Array.from(shoppers, ({ pause }) => 1 / pause);
  const memories = new Map<string, Memory>();

  return {
    items,
    userIds: shoppers.map(({ id }) => id),
    start,
    end,
    history() {
      const all = shoppers.map((shopper, i) => {
        const memory = noMemory();
        memories.set(shopper.id, memory);
        return lifeOf(historyRandom.fork(i), store, shopper, memory, days).filter(({ time }) => time < end);
      });
      return all.flat().sort((a, b) => a.time - b.time); // stable: customers in their order where times are equal
    },
    nextSession(random, { userId, at = Date.now() } = {}) {
      const shopper = userId === undefined ? shoppers[random.weighted(frequency)]! : byId.get(userId);
      if (!shopper) throw new NotFoundError('SHOPPER_UNKNOWN', `This shop has no customer ${userId}: take one of userIds.`);
      const memory = memories.get(shopper.id) ?? noMemory();
      memories.set(shopper.id, memory);
      return visit(random, today, shopper, memory, at);
    },
  };
}

/** Items by shelf. */
function shelve(items: readonly CatalogueItem[]): CatalogueItem[][] {
  const byShelf: CatalogueItem[][] = shelves.map(() => []);
  for (const item of items) byShelf[item.shelf]!.push(item);
  return byShelf;
}

/** All visits of one customer, mostly in the evening. */
function lifeOf(random: Random, store: Store, shopper: Shopper, memory: Memory, days: number): ShopEvent[] {
  const events: ShopEvent[] = [];
  for (let day = shopper.firstDay; day < days; day += 0.3 + random.exponential(shopper.pause)) {
    const hour = 7 + 15.5 * Math.sqrt(random.uniform());
    const at = store.start + Math.floor(day) * DAY + Math.round(hour * 3600) * 1000;
    events.push(...visit(random, store, shopper, memory, at));
  }
  return events;
}
