/** A customer: what they like, what they spend, how often they come; and what they remember. */
import { departments } from './departments.js';
import { seasonOf, shelves, type CatalogueItem } from './catalogue.js';
import type { Random } from '@casebook/data-pipelines/random';

export interface Shopper {
  id: string;
  /** Liking for each shelf, ≥ 0; the product of the liking for its department and for the kind. */
  likes: Float64Array;
  /** The brand they trust in each department. */
  brands: string[];
  /** 0 buys plain … 1 buys fine. */
  budget: number;
  /** Mean number of days between two visits. */
  pause: number;
  /** Day of the first visit, in [0, days). */
  firstDay: number;
}

/** What later visits depend on. */
export interface Memory {
  /** Day of the last purchase from each shelf. */
  boughtOn: Map<number, number>;
  /** Used up on a day and then needed again. */
  due: { item: CatalogueItem; day: number }[];
  /** Shelves that go with what was bought, and the day on which the wish has passed. */
  wishes: { shelf: number; until: number }[];
}

export const noMemory = (): Memory => ({ boughtOn: new Map(), due: [], wishes: [] });

/**
 * Draws a customer: one to three departments that matter, a trusted brand in each, a budget and a rhythm.
 *
 * @param days length of the history; a fifth of the customers first come in its last fifth
 */
export function makeShopper(random: Random, id: string, days: number): Shopper {
  const departmentLikes = departments.map(() => 0.03);
  const favourites = 1 + random.below(3);
  for (let i = 0; i < favourites; i++) departmentLikes[random.below(departments.length)]! += 0.4 + random.exponential(0.6);
  const likes = Float64Array.from(
    shelves,
    ({ department }) => departmentLikes[departments.indexOf(department)]! * Math.exp(0.9 * random.normal()),
  );
  return {
    id,
    likes,
    brands: departments.map(({ brands }) => random.pick(brands)),
    budget: Math.min(1, Math.max(0, 0.5 + 0.25 * random.normal())),
    pause: 5 + random.exponential(13),
    firstDay: days * (random.chance(0.2) ? 0.8 + 0.2 * random.uniform() : 0.6 * random.uniform() ** 2),
  };
}

/** How well an item suits a customer, > 0: a fine taste passes over the plain, and the trusted brand counts threefold. */
export function fit({ budget, brands }: Shopper, item: CatalogueItem): number {
  const distance = (item.grade - budget) / 0.22;
  const { department } = shelves[item.shelf]!;
  return Math.exp(-0.5 * distance * distance) * (brands[departments.indexOf(department)] === item.brand ? 3 : 1) + 0.002;
}

const DURABLE_REST = 150; // days in which nobody needs a second tent

/** How much a customer wants each shelf on a day, given the season and what they have at home. */
export function wants({ likes }: Shopper, { boughtOn }: Memory, day: number, month: number): Float64Array {
  return likes.map((like, shelf) => {
    const { kind } = shelves[shelf]!;
    const last = boughtOn.get(shelf);
    const rest = kind.every ?? DURABLE_REST;
    const hasOne = last !== undefined && day - last < rest * 0.7;
    return like * seasonOf(kind, month) * (hasOne ? 0.08 : 1);
  });
}
