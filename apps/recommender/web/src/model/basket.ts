/** The basket: lines of items with quantities. Functions give a new basket and never change the one they were given. */
import type { ItemSummaryDto } from '@casebook/recommender-contract';

export interface BasketLine {
  item: ItemSummaryDto;
  quantity: number;
}

export type Basket = readonly BasketLine[];

/** Most pieces of one item in one basket, however large the stock. */
export const MOST_OF_ONE = 99;

/** How many pieces of an item a basket may hold: what is on stock, at most 99. */
export const mostOf = (item: ItemSummaryDto) => Math.min(item.stock, MOST_OF_ONE);

/** Adds pieces of an item, up to what may be held. The line carries the item as it is now (price, stock). */
export function addItem(basket: Basket, item: ItemSummaryDto, pieces = 1): Basket {
  const held = basket.find((line) => line.item.id === item.id)?.quantity ?? 0;
  return withQuantity(basket, item, held + pieces);
}

/** Sets an item's pieces; 0 or less takes the line out. New lines go to the end. */
export function withQuantity(basket: Basket, item: ItemSummaryDto, quantity: number): Basket {
  const bounded = Math.min(Math.floor(quantity), mostOf(item));
  const others = basket.filter((line) => line.item.id !== item.id);
  if (!(bounded > 0)) return others;
  const line = { item, quantity: bounded };
  return others.length === basket.length ? [...basket, line] : basket.map((was) => (was.item.id === item.id ? line : was));
}

/** Number of pieces. */
export const countOf = (basket: Basket) => basket.reduce((sum, line) => sum + line.quantity, 0);

/** Sum to pay. Reckoned in hundredths, so that 3 × 0.1 is 0.3; an item without a price counts nothing. */
export const totalOf = (basket: Basket) =>
  basket.reduce((sum, line) => sum + Math.round((line.item.price ?? 0) * 100) * line.quantity, 0) / 100;

/** Reads a stored basket; anything that is not one (an older page's, a stranger's) is an empty basket. */
export function readBasket(stored: string | null): Basket {
  const lines = parsed(stored);
  return Array.isArray(lines) ? lines.filter(isLine) : [];
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
}

function isLine(value: unknown): value is BasketLine {
  if (typeof value !== 'object' || value === null) return false;
  const { item, quantity } = value as Partial<BasketLine>;
  return (
    typeof quantity === 'number' &&
    Number.isInteger(quantity) &&
    quantity > 0 &&
    quantity <= MOST_OF_ONE &&
    typeof item?.id === 'string' &&
    typeof item.name === 'string' &&
    typeof item.category === 'string' &&
    typeof item.stock === 'number' &&
    (item.price === null || (typeof item.price === 'number' && item.price >= 0))
  );
}
