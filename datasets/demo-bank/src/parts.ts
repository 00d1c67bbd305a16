/** Which part a template or a value belongs to: the same in every run, so that no part's sentence is built from another's. */
import { Random } from '@casebook/data-pipelines/random';

export const PARTS = ['train', 'validation', 'test'] as const;
export type Part = (typeof PARTS)[number];

/** Of the templates of an intent, and of the values of a slot; the rest is train. */
const HELD_OUT = 0.15;

/** FNV-1a (Fowler, Noll and Vo), 32 bits. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/**
 * Deals a list out: about 15 % to validation, 15 % to test, at least one each, the rest to train.
 *
 * @param name of the list: its seed
 */
export function deal<T>(items: readonly T[], name: string): Record<Part, T[]> {
  const held = Math.max(1, Math.round(items.length * HELD_OUT));
  const shuffled = new Random(hash(name)).shuffle(items);
  return { validation: shuffled.slice(0, held), test: shuffled.slice(held, 2 * held), train: shuffled.slice(2 * held) };
}

/** Draws until the value is one of the part's own: for values too many to list (amounts, account numbers). */
export function drawOwn<T>(part: Part, draw: () => T, key: (value: T) => string): T {
  for (;;) {
    const value = draw();
    if (partOf(key(value)) === part) return value;
  }
}

const partOf = (key: string): Part => {
  const share = (Math.imul(hash(key), 0x9e3779b1) >>> 0) / 2 ** 32;
  return share < HELD_OUT ? 'validation' : share < 2 * HELD_OUT ? 'test' : 'train';
};
