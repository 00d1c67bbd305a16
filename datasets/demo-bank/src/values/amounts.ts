/** Amounts of money and currencies as people write them. */
import type { Random } from '@casebook/data-pipelines/random';
import { drawOwn, type Part } from '../parts.js';
import { inWords } from './numerals.js';

const CURRENCIES = [
  { symbol: '€', code: 'EUR', names: ['euros', 'euro', 'Euro'] },
  { symbol: '£', code: 'GBP', names: ['pounds', 'quid', 'pounds sterling'] },
  { symbol: '$', code: 'USD', names: ['dollars', 'bucks', 'US dollars'] },
  { symbol: 'CHF ', code: 'CHF', names: ['francs', 'Swiss francs'] },
  { symbol: 'zł ', code: 'PLN', names: ['zloty', 'złoty'] },
  { symbol: 'kr ', code: 'SEK', names: ['kronor', 'Swedish kronor'] },
  { symbol: '¥', code: 'JPY', names: ['yen', 'Japanese yen'] },
];

/** How often each is meant: the bank's customers live with euros and pounds. */
const SHARES = [10, 5, 4, 1, 1, 0.6, 0.6];

/** `code`, `name`: that way of writing only. */
export function currency(random: Random, _part: Part, variant: string): string {
  const { symbol, code, names } = CURRENCIES[random.weighted([5, 5, 6, 2, 2, 2, 2])]!;
  if (variant === 'code') return code;
  const form = random.weighted([5, 3, 1, variant === 'name' ? 0 : 0.4]);
  const spoken = names.filter((name) => name !== 'quid' && name !== 'bucks');
  if (form === 0 || variant === 'name') return random.pick(spoken);
  return form === 1 ? code : form === 2 ? code.toLowerCase() : symbol.trim();
}

function size(random: Random): number {
  const kind = random.weighted([3, 4, 3, 3, 1.5, 1]);
  if (kind === 0) return 1 + random.below(20);
  if (kind === 1) return 5 * (1 + random.below(40));
  if (kind === 2) return 1 + random.below(999);
  if (kind === 3) return Math.round((1 + random.below(300)) * 100 + random.below(100)) / 100;
  return kind === 4 ? 50 * (2 + random.below(100)) : 100 + random.below(20_000);
}

/**
 * An amount. Kinds: `any` also "half", `bare` more than 6 without a currency (less could be a choice), `cash` what a machine pays out, `price` of a purchase, with cents.
 */
export function amount(random: Random, part: Part, variant: string): string {
  if (variant === 'any' && random.chance(0.08))
    return random.pick(['half', 'half of it', 'everything', 'all of it', 'the rest', 'the full amount']);
  const price = () => (random.chance(0.3) ? 1 + random.below(150) : (100 + random.below(20_000)) / 100);
  const draw =
    variant === 'price'
      ? price
      : variant === 'cash'
        ? () => 10 * (1 + random.below(60))
        : () => Math.round(100 * (size(random) + (variant === 'bare' ? 6 : 0))) / 100;
  const value = drawOwn(part, draw, (n) => `amount ${n}`);
  if (variant === 'bare' || random.chance(0.17))
    return random.chance(0.12) && Number.isInteger(value) && value < 1000 ? inWords(value) : digits(random, value);
  const { symbol, code, names } = CURRENCIES[random.weighted(SHARES)]!;
  const form = random.weighted([5, 6, 2, 1.5, 1, 1]);
  const whole = Number.isInteger(value);
  if (value >= 1000 && value % 500 === 0 && random.chance(0.3)) return `${symbol}${value / 1000}k`;
  if (form === 0) return symbol + digits(random, value);
  if (form === 1) return `${digits(random, value)} ${random.pick(names)}`;
  if (form === 2) return `${digits(random, value)} ${random.pick([code, code.toLowerCase()])}`;
  if (form === 3 && whole && value < 1000) return `${inWords(value)} ${random.pick(names)}`;
  if (form === 4 && symbol.length === 1) return digits(random, value) + symbol;
  return `${digits(random, value)} ${code}`;
}

/** 1200.5 as 1200.50, 1,200.50 or 1.200,50. */
function digits(random: Random, value: number): string {
  const whole = Math.trunc(value);
  const cents = Math.round((value - whole) * 100);
  const european = cents > 0 && random.chance(0.2);
  const grouped = whole >= 1000 && random.chance(0.5) ? whole.toLocaleString('en-US') : String(whole);
  const tail = cents > 0 ? `.${String(cents).padStart(2, '0')}` : random.chance(0.05) ? '.00' : '';
  const text = grouped + tail;
  return european ? text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.')) : text;
}
