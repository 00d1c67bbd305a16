/** Values that an utterance mentions, found by what they look like. */
import * as chrono from 'chrono-node';
import type { SchemaSlot } from './schema-slots.js';

export interface Mention {
  text: string;
  start: number;
  end: number;
}

const NUMBER_WORD =
  'zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million';
const UNIT = '(?:dollars?|bucks?|usd|euros?|eur|pounds?|gbp|quid)';
const DIGITS = String.raw`\d[\d,]*(?:\.\d+)?`;
const MONEY = new RegExp(
  String.raw`[$€£]\s?${DIGITS}(?:\s${UNIT}\b)?|\b${DIGITS}\s?${UNIT}\b|\b(?:a\s)?(?:${NUMBER_WORD})(?:(?:\sand\s|\s|-)(?:${NUMBER_WORD}))*\s${UNIT}\b`,
  'gi',
);
const BARE_NUMBER = new RegExp(String.raw`\b${DIGITS}\b|\b(?:${NUMBER_WORD})(?:(?:\sand\s|\s|-)(?:${NUMBER_WORD}))*\b`, 'gi');

const mentionsOf = (text: string, pattern: RegExp): Mention[] =>
  Array.from(text.matchAll(pattern), (match) => {
    const value = match[1] ?? match[2] ?? match[0];
    const start = match.index + match[0].indexOf(value);
    return { text: value, start, end: start + value.length };
  });

/** @param bare numbers without a currency count too: the answer to "how much?" */
export function moneyMentions(text: string, bare: boolean): Mention[] {
  const money = mentionsOf(text, MONEY);
  return money.length > 0 || !bare ? money : mentionsOf(text, BARE_NUMBER);
}

/** Days and times; "now" is no answer to when. */
export const dateMentions = (text: string): Mention[] =>
  chrono.parse(text).flatMap(({ text: found, index }) => {
    const value = found.replace(/^(?:on|at|by)\s+/i, '');
    const start = index + found.length - value.length;
    return /^(?:right )?now$/i.test(value) ? [] : [{ text: value, start, end: start + value.length }];
  });

/** Words after "to" that are no names. */
const NO_NAME = new Set(
  'a an the my your his her their our it its this that them him me i you to from in into on for of with and or be do go get give make have know see check checking savings saving account accounts balance money transfer transfers send sending sent wire pay payment confirm help proceed please someone somebody whom who what which how much many name recipient another other friend yes no ok okay thanks thank sure can could would will should continue complete find use move also funds fund deposit depositing dollar dollars buck bucks mr mrs ms dr there here let now just then any some at by if we us he she they not hello hi hey great good perfect correct right could would like want need please amount cash today tomorrow kindly yup yep yeah nope nah nothing next hmm alright alrighty cool excellent exactly confirmed looks well also actually fine absolutely certainly january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);
const NUMBERS = new Set(NUMBER_WORD.split('|'));
const isName = (word: string) => !NO_NAME.has(word.toLowerCase()) && !NUMBERS.has(word.toLowerCase());
const TITLE = String.raw`(?:(?:mr|mrs|ms|dr)\.?\s+|my friend,?\s+)?`;
const POSSESSIVE = /\b(\p{L}+)['’]s\b/giu;
const AFTER = new RegExp(String.raw`\b(?:to|for|of|is|named|called|name)\s+${TITLE}((?!to\b)\p{L}+)`, 'giu');
const WITHIN = /(?<=[\p{L}\p{N},]\s+)(\p{Lu}\p{L}+)/gu;
/** At the beginning of a sentence every word is capital. */
const FIRST = /(?<=^|[.!?]\s+)(\p{Lu}\p{L}+)/gu;

/**
 * Names, the surest first.
 * @param tagged spans that the model marks as a name, which finds those in lower case too
 * @param asked the system asked for a name, so that a word in lower case or at the beginning may be one
 */
export function personMentions(text: string, tagged: readonly Mention[], asked: boolean): Mention[] {
  const capital = ({ text: word }: Mention) => /^\p{Lu}/u.test(word);
  const placed = [...mentionsOf(text, POSSESSIVE), ...mentionsOf(text, AFTER)].filter(({ text: word }) => isName(word));
  const capitalised = mentionsOf(text, WITHIN).filter(({ text: word }) => isName(word));
  const loose = asked ? [...placed, ...mentionsOf(text, FIRST).filter(({ text: word }) => isName(word))] : [];
  // "my friend" is marked as a payee, and no name
  const marked = tagged.filter(({ text: words }) => words.split(/\s+/).every((word) => isName(word.replace(/['’]s$/, ''))));
  return [...placed.filter(capital), ...capitalised, ...marked, ...loose];
}

/** The categorical values that stand in a text as whole words; each place gives the longest value only. */
export function valueMentions(text: string, { values }: Pick<SchemaSlot, 'values'>): (Mention & { value: string })[] {
  const found = values.flatMap((value) => {
    const words = value.toLowerCase().replace(/s$/, ''); // "saving account" says savings
    const pattern = new RegExp(String.raw`\b${words.replaceAll(/[.*+?^$()|[\]{}\\]/g, String.raw`\$&`)}s?\b`, 'gi');
    return mentionsOf(text, pattern).map((mention) => ({ ...mention, value }));
  });
  const thanked = ({ start }: Mention) => /\bthank\w*(?: you)?(?: so much)? for\s+$/i.test(text.slice(0, start)); // "thanks for checking"
  return found
    .filter((mention) => !thanked(mention) && !found.some((other) => other.start <= mention.start && other.end > mention.end))
    .sort((a, b) => a.start - b.start);
}
