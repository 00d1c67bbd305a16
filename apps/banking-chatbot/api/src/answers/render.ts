/** Words for what is to be said. Pure: the same seed gives the same words, so a replayed conversation reads the same. */
import { createHash } from 'node:crypto';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Money } from '../bank/money.js';
import { catalogues, type Locale } from './catalogues.js';
import type { Say, SayValue } from './say.js';

const compiled = new Map<string, IntlMessageFormat>();

function format(locale: Locale, pattern: string): IntlMessageFormat {
  const id = `${locale}|${pattern}`;
  const known = compiled.get(id);
  if (known) return known;
  // Tags are text: neither our messages nor a customer's words in them are markup.
  const made = new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true });
  compiled.set(id, made);
  return made;
}

const currencies = new Map<string, Intl.NumberFormat>();

/** Exact: the digits are given as text, never as a fraction in floating point. @example showMoney('en', { minor: 5000, currency: 'EUR' }) // '€50.00' */
export function showMoney(locale: Locale, { minor, currency }: Money): string {
  const id = `${locale}|${currency}`;
  const shown = currencies.get(id) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  currencies.set(id, shown);
  const size = String(Math.abs(minor)).padStart(3, '0');
  return shown.format(`${minor < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}` as never).replaceAll('\u00a0', ' ');
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function show(locale: Locale, seed: string, value: SayValue): string | number {
  if (typeof value !== 'object') return value;
  if ('minor' in value) return showMoney(locale, value);
  if ('day' in value) return day.format(new Date(`${value.day}T00:00:00Z`));
  if ('month' in value) return month.format(new Date(`${value.month}-01T00:00:00Z`));
  if ('list' in value) return value.list.map((item) => render(locale, seed, item)).join(value.join ?? '\n');
  return render(locale, seed, value);
}

/** Which of several wordings: by hash of seed and key. */
function variant(wordings: string | readonly string[], seed: string, key: string): string {
  if (typeof wordings === 'string') return wordings;
  return wordings[createHash('sha256').update(`${seed}|${key}`).digest().readUInt32BE() % wordings.length]!;
}

/**
 * One message in words.
 *
 * @param seed e.g. the id of the message that is answered
 */
export function render(locale: Locale, seed: string, { key, values = {} }: Say): string {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, show(locale, seed, value)]));
  return String(format(locale, variant(catalogues[locale][key], seed, key)).format(shown));
}
