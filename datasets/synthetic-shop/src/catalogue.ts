/** The items on the shelves: believable names, prices that follow the grade, a popularity that drifts, some added over time. */
import { departments, grades, type Kind } from './departments.js';
import type { Random } from '@casebook/data-pipelines/random';

export interface CatalogueItem {
  id: string;
  name: string;
  /** Department. */
  category: string;
  /** Kind of product within the department, e.g. `Tent`. */
  type: string;
  brand: string;
  price: number;
  /** Pieces in the warehouse. */
  stock: number;
  /** Day on which it first could be bought; negative for those there from the start. */
  addedDay: number;
  /** Position of its kind in {@link shelves}. */
  shelf: number;
  /** 0 plain … 1 fine. */
  grade: number;
  popularity: number;
  /** Where in its rise and fall the item stands on day 0, in radians. */
  phase: number;
}

/** Every kind of product with its department; an item's `shelf` is a position in this list. */
export const shelves = departments.flatMap((department) => department.kinds.map((kind) => ({ department, kind })));

const shelfOf = new Map(shelves.map(({ kind }, i) => [kind.noun, i]));

/** Positions in {@link shelves} of the kinds that people buy after this one. */
export const complements = (kind: Kind): number[] => (kind.then ?? []).map((noun) => shelfOf.get(noun)!);

const SHARE_ADDED_LATER = 0.25;

/**
 * Makes a catalogue. Item i is the same whatever the number of items, but for the day it is added.
 *
 * @param count at least 1; the first of each kind is there from the start
 * @param days length of the history
 */
export function makeCatalogue(random: Random, count: number, days: number): CatalogueItem[] {
  const width = Math.max(5, String(count - 1).length);
  return Array.from({ length: count }, (_, i) => {
    const draw = random.fork(i);
    const shelf = i % shelves.length;
    const nth = Math.floor(i / shelves.length);
    const { department, kind } = shelves[shelf]!;
    const { name, brand, grade } = nameOf(shelf, nth);
    const price = kind.price * Math.exp(1.1 * (grade - 0.5) + 0.08 * draw.normal());
    const isLate = nth > 0 && draw.chance(SHARE_ADDED_LATER);
    return {
      id: `p${String(i).padStart(width, '0')}`,
      name,
      category: department.name,
      type: kind.noun,
      brand,
      price: priceTag(price),
      stock: draw.chance(0.03) ? 0 : 5 + Math.floor(draw.exponential(kind.every ? 400 : 60)),
      addedDay: isLate ? draw.below(days) : -1,
      shelf,
      grade,
      popularity: Math.exp(0.9 * draw.normal()),
      phase: 2 * Math.PI * draw.uniform(),
    };
  });
}

/** The nth name of a shelf: brand, grade and variant run through all their combinations before an edition number is added. */
function nameOf(shelf: number, nth: number) {
  const { department, kind } = shelves[shelf]!;
  const { brands, variants } = department;
  const combinations = brands.length * grades.length * variants.length;
  const combination = (shelf * 37 + nth * 187) % combinations; // 187 = 11·17 shares no factor with 6·10·8: each comes once
  const brand = brands[combination % brands.length]!;
  const grade = Math.floor(combination / brands.length) % grades.length;
  const variant = variants[Math.floor(combination / (brands.length * grades.length))]!;
  const edition = Math.floor(nth / combinations);
  const name = `${brand} ${grades[grade]} ${kind.noun}, ${variant}${edition > 0 ? `, No. ${edition + 1}` : ''}`;
  return { name, brand, grade: grade / (grades.length - 1) };
}

/** As shops write prices: to .50 or .99 below 20, to .00 above 100. */
function priceTag(price: number): number {
  if (price >= 100) return Math.round(price);
  const rounded = Math.max(1, Math.round(price * 2) / 2);
  return rounded % 1 === 0 ? Math.round((rounded - 0.01) * 100) / 100 : rounded;
}

/** What the calendar and fashion do to an item's popularity on a day: a slow rise and fall, and three weeks of novelty. */
export function demandOn(item: CatalogueItem, day: number): number {
  if (day < item.addedDay) return 0;
  const isNew = item.addedDay >= 0 && day - item.addedDay < 21;
  return item.popularity * Math.exp(0.7 * Math.sin((2 * Math.PI * day) / 150 + item.phase)) * (isNew ? 2 : 1);
}

/** How much a kind is wanted in a month (1–12) against its average: up to 2.5 times in its season. */
export const seasonOf = (kind: Kind, month: number): number =>
  kind.season === undefined ? 1 : 1 + 1.5 * Math.max(0, Math.cos((2 * Math.PI * (month - kind.season)) / 12));
