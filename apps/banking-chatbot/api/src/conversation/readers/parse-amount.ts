/** Amounts of money as people write them. */
import { CURRENCIES, MAX_MINOR, type Currency } from '../../bank/money.js';

export type AmountProblem = 'unclear' | 'not_positive' | 'fractional' | 'too_large' | 'currency_unknown';

export interface Amount {
  minor: number;
  /** `null` where none was said. */
  currency: Currency | null;
}

const CURRENCY_WORDS: [RegExp, Currency | 'other'][] = [
  [/€|\beuros?\b|\beur\b/i, 'EUR'],
  [/\bswiss francs?\b|\bfrancs?\b|\bchf\b/i, 'CHF'],
  [/£|\bpounds?\b|\bsterling\b|\bgbp\b|\bquid\b/i, 'GBP'],
  [/\bswedish\b|\bkronor?\b|\bkronas?\b|\bsek\b/i, 'SEK'],
  [/\bzloty(s|ch)?\b|\bzł|\bpln\b/i, 'PLN'],
  [
    /\b(canadian|australian|hong kong|singapore) dollars?\b|¥|₹|₽|₿|\byens?\b|\bjpy\b|\byuan\b|\bcny\b|\brupees?\b|\binr\b|\bbitcoins?\b|\bcad\b|\baud\b|\broubles?\b/i,
    'other',
  ],
  [/\$|\bdollars?\b|\busd\b|\bbucks?\b/i, 'USD'],
];

/** The currency that is named, `other` for one that the bank has no accounts in. @example readCurrency('in Swiss francs') // 'CHF' */
export const readCurrency = (text: string): Currency | 'other' | null => CURRENCY_WORDS.find(([words]) => words.test(text))?.[1] ?? null;

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** "two hundred and fifty" → 250; `null` where no number is spelt out. */
function spelt(text: string): number | null {
  let [total, group, seen] = [0, 0, false];
  for (const word of text.toLowerCase().split(/[^a-z]+/)) {
    const small = SMALL.indexOf(word);
    const tens = TENS.indexOf(word);
    if (word !== '' && small >= 0) group += small;
    else if (word !== '' && tens > 1) group += tens * 10;
    else if (word === 'hundred') group = (group || 1) * 100;
    else if (word === 'thousand') [total, group] = [total + (group || 1) * 1000, 0];
    else if (word === 'and' || word === '' || !seen) continue;
    else break;
    seen = true;
  }
  return seen ? total + group : null;
}

const NUMBER =
  /(?<sign>[-−–]|\bminus\s)?\s*(?<![\d.,])(?<number>\d[\d.,' ]*\d|\d|[.,]\d+)\s?(?<unit>k\b|grand\b|million\b|m\b|thousand\b|cents?\b)?/gi;

/** Digits and separators as whole and decimal part. One separator with other than two digits after it, `1.000`, could be either: read as decimals. */
function parts(written: string): [whole: string, decimals: string] | null {
  const text = written.replace(/[' ]/g, '');
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return [text, ''];
  const mark = text[last]!;
  const other = mark === '.' ? ',' : '.';
  const grouped = new RegExp(`^\\d{1,3}(\\${mark}\\d{3})+$`).test(text);
  if (grouped && (mark === ',' || text.split(mark).length > 2)) return [text.replaceAll(mark, ''), ''];
  const whole = text.slice(0, last);
  const plain = whole === '' || /^\d+$/.test(whole) || new RegExp(`^\\d{1,3}(\\${other}\\d{3})+$`).test(whole);
  return plain ? [whole.replaceAll(other, '') || '0', text.slice(last + 1)] : null;
}

/**
 * Reads the one amount in a text: digits with any separators, "k", cents, or a number in words, and its currency.
 *
 * @returns `null` where there is no number, or more than one
 *
 * @example
 * parseAmount('1,250.50 euros'); // { minor: 125050, currency: 'EUR' }
 * parseAmount('10.005'); // 'fractional'
 */
export function parseAmount(text: string): Amount | AmountProblem | null {
  const currency = readCurrency(text);
  const numbers = [...text.matchAll(NUMBER)];
  if (/\d\s?e[+-]?\d/i.test(text)) return 'unclear';
  if (numbers.length > 1) return null;
  const [found] = numbers;
  if (!found) return wordAmount(text, currency);
  if (/[a-z]\d|\d%/i.test(text)) return 'unclear';
  const { sign, number, unit } = found.groups as { sign?: string; number: string; unit?: string };
  const split = parts(number);
  if (!split) return 'unclear';
  if (currency === 'other') return 'currency_unknown';
  const scale = unit ? (/^c/i.test(unit) ? 1 : /^(m|million)$/i.test(unit) ? 1e8 : 1e5) : 100;
  const [whole, decimals] = [split[0], split[1].replace(/0+$/, '')];
  if (whole.length > 12) return sign ? 'not_positive' : 'too_large';
  const minor = (Number(whole + decimals) * scale) / 10 ** decimals.length;
  return checked(minor, Boolean(sign), currency);
}

function wordAmount(text: string, currency: Currency | 'other' | null): Amount | AmountProblem | null {
  const value = spelt(text);
  if (value === null) return null;
  if (currency === 'other') return 'currency_unknown';
  return checked(/\bcents?\b/i.test(text) && !currency ? value : value * 100, /\bminus\b/i.test(text), currency);
}

function checked(minor: number, negative: boolean, currency: Currency | null): Amount | AmountProblem {
  if (negative || minor <= 0) return 'not_positive';
  if (minor > MAX_MINOR) return 'too_large';
  if (!Number.isInteger(minor)) return 'fractional';
  return { minor, currency };
}

export const isCurrency = (text: string): text is Currency => (CURRENCIES as readonly string[]).includes(text);
