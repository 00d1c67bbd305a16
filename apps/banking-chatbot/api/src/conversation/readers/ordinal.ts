/** "the second one", "2", "the last": a place in a list. */
const WORDS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const COUNT = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/**
 * @param length of the list
 * @returns index from 0, or `null` where the text names no place in it
 */
export function readOrdinal(text: string, length: number): number | null {
  const words = text.toLowerCase().replace(/[^a-z0-9 ]/g, ' ');
  const place = placeIn(words, length);
  return place !== null && place >= 0 && place < length ? place : null;
}

function placeIn(words: string, length: number): number | null {
  if (/\b(top|most recent|latest|newest|upper) one\b|^\s*(the )?(top|most recent|latest|newest)\s*$/.test(words)) return 0;
  if (/\bmiddle\b/.test(words)) return length % 2 === 1 ? (length - 1) / 2 : null;
  if (/\b(last|bottom) (one|card|payee|account|payment|transaction|transfer)\b|^\s*(the )?last( one)?\s*$/.test(words)) return length - 1;
  const named = WORDS.findIndex((word) => new RegExp(`\\b${word}\\b`).test(words));
  if (named >= 0) return named;
  const digits =
    /^\s*(?:the |number |no +|option |#)*(\d{1,2})(?:st|nd|rd|th)?(?: one)?\s*$/.exec(words) ?? /\b(\d{1,2})(?:st|nd|rd|th)\b/.exec(words);
  if (digits) return Number(digits[1]) - 1;
  const counted = /\b(?:number|option) (\w+)\b/.exec(words);
  return counted ? COUNT.indexOf(counted[1]!) : null;
}
