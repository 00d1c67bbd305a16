/** Chooses from what was listed: by place, or by words of a label that no other label has. */
import type { Say } from '../../answers/say.js';
import { readOrdinal } from '../readers/ordinal.js';
import { plain } from '../readers/reader.js';
import { inWords, type Draft } from './draft.js';

/** Words that say nothing about which one. */
const FILLERS = new Set(
  'the one ones that this i mean meant want please to from my with for of at on it is was please payment transaction transfer card account'.split(
    ' ',
  ),
);

/** @returns the item, or `undefined` where none or several fit */
export function pick<T extends { label: Say }>(draft: Draft, items: readonly T[], text = draft.input.text): T | undefined {
  const place = readOrdinal(text, items.length);
  if (place !== null) return items[place];
  const words = plain(text)
    .split(' ')
    .filter((word) => word.length > 1 && !FILLERS.has(word));
  if (words.length === 0) return undefined;
  const named = items.filter(({ label }) => {
    const parts = plain(inWords(draft, label)).split(' ');
    return words.every((word) => parts.includes(word));
  });
  return named.length === 1 ? named[0] : undefined;
}
