import { say } from '../../answers/say.js';
import { CATEGORIES } from '../../bank/demo/demo-merchants.js';
import { isIban, normaliseIban } from '../../bank/iban.js';
import type { Currency } from '../../bank/money.js';
import { readCurrency } from './parse-amount.js';
import { plain, type Reader } from './reader.js';

/** The customer's own words, as they are. */
export const words: Reader<string> = {
  read: ({ text }) => (text.trim() === '' ? null : { value: text.trim().slice(0, 200) }),
  show: (text) => text,
};

/** The name of a person or company: without "her name is". */
export const name: Reader<string> = {
  read({ text }) {
    const value = text.replace(/^\s*(it'?s|it is|(her|his|their|the|its) name is|called|name:?)\s+/i, '').trim();
    return value === '' ? null : { value: value.slice(0, 100) };
  },
  show: (text) => text,
};

/** An IBAN with right check digits. */
export const iban: Reader<string> = {
  read({ text, marked }) {
    const found = /[a-z]{2}\s?\d{2}[\s-]?(?:[a-z0-9]{1,4}[\s-]?){3,9}/i.exec(text);
    if (!found) return marked || /\d{6}/.test(text) ? { problem: say('problem.iban_invalid') } : null;
    // Words may follow; the longest prefix with right check digits is the IBAN.
    const whole = normaliseIban(found[0]);
    for (let length = whole.length; length >= 15; length--) if (isIban(whole.slice(0, length))) return { value: whole.slice(0, length) };
    return { problem: say('problem.iban_invalid') };
  },
  show: (value) => value.replace(/(.{4})(?=.)/g, '$1 '),
};

export const currency: Reader<Currency> = {
  read({ text, marked }) {
    const found = readCurrency(text);
    if (found === 'other') return { problem: say('problem.currency_unknown') };
    return found ? { value: found } : marked ? { problem: say('problem.currency_unknown') } : null;
  },
  show: (value) => value,
};

/** Other words for the bank's categories. */
const CATEGORY_WORDS: Record<string, RegExp> = {
  groceries: /grocer|supermarket|food shop/,
  bills: /bill|utilit|energy|electricity|phone|internet|insurance/,
  transport: /transport|commut|fuel|petrol|gas station|train|bus\b|tram|taxi|parking/,
  restaurants: /restaurant|eating out|dining|cafe|coffee|takeaway|food|drinks|\bbars?\b|\bpubs?\b|going out/,
  shopping: /shopping|clothes|books|electronics|furniture|household|gifts?\b|pets?\b/,
  entertainment: /entertain|cinema|movie|streaming|subscription|games?\b|hobb/,
  health: /health|pharmac|doctor|medic|gym|sports?\b|beauty/,
  travel: /travel|flight|hotel|holiday|airline/,
  income: /income|salary|wage|earning/,
};

export const category: Reader<string> = {
  read({ text, marked }) {
    const lower = plain(text);
    const found = Object.entries(CATEGORY_WORDS).find(([, pattern]) => pattern.test(lower));
    if (found) return { value: found[0] };
    return marked ? { problem: say('problem.category_unknown', { categories: CATEGORIES.join(', ') }) } : null;
  },
  show: (value) => value,
};
