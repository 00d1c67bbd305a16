/** Slips of the finger on a QWERTY keyboard: a neighbour's key, a letter left out, doubled or swapped. */
import type { Random } from '@casebook/data-pipelines/random';
import type { Segment } from '../grammar/expand.js';

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Keys beside a letter, in its row and in the next (each row is shifted by about half a key). */
export function neighbours(letter: string): string[] {
  const row = ROWS.findIndex((keys) => keys.includes(letter));
  if (row < 0) return [];
  const at = ROWS[row]!.indexOf(letter);
  const near = [
    ROWS[row]![at - 1],
    ROWS[row]![at + 1],
    ROWS[row - 1]?.[at],
    ROWS[row - 1]?.[at + 1],
    ROWS[row + 1]?.[at - 1],
    ROWS[row + 1]?.[at],
  ];
  return near.filter((key) => key !== undefined);
}

/** One slip in a word of four letters or more outside of the values; nothing where there is no such word. */
export function slip(segments: Segment[], random: Random): Segment[] {
  const places = segments.flatMap(({ text, slot }, segment) =>
    slot ? [] : [...text.matchAll(/[A-Za-z]{4,}/g)].map(({ 0: word, index }) => ({ segment, index, length: word.length })),
  );
  if (places.length === 0) return segments;
  const { segment, index, length } = random.pick(places);
  const at = index + 1 + random.below(length - 1); // first letters are seldom wrong
  return segments.map((old, i) => (i === segment ? { ...old, text: slipAt(old.text, at, random) } : old));
}

function slipAt(text: string, at: number, random: Random): string {
  const letter = text[at]!;
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  const near = neighbours(letter.toLowerCase());
  switch (random.below(4)) {
    case 0:
      return before + (near.length > 0 ? random.pick(near) : letter) + after;
    case 1:
      return before + after;
    case 2:
      return before + letter + letter + after;
    default:
      return text.slice(0, at - 1) + letter + text[at - 1] + after;
  }
}
