/** Account numbers of foreign banks with valid check digits (ISO 13616), of no bank that there is: the bank codes are drawn. */
import type { Random } from '@casebook/data-pipelines/random';
import { drawOwn, type Part } from '../parts.js';

/** Country, and what follows the check digits: a letter or digit drawn for each `A` or `9`. */
const FORMS = [
  ['DE', '9'.repeat(18)],
  ['FR', '9'.repeat(23)],
  ['GB', 'AAAA' + '9'.repeat(14)],
  ['ES', '9'.repeat(20)],
  ['NL', 'AAAA' + '9'.repeat(10)],
  ['AT', '9'.repeat(16)],
  ['IE', 'AAAA' + '9'.repeat(14)],
  ['PL', '9'.repeat(24)],
  ['CH', '9'.repeat(17)],
] as const;

/** Remainder of the number that an IBAN stands for, letters as 10 … 35, country and check digits last; 1 if it is valid. */
export function ibanRemainder(iban: string): number {
  const moved = iban.slice(4) + iban.slice(0, 4);
  let remainder = 0;
  for (const char of moved) for (const digit of String(parseInt(char, 36))) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder;
}

export function iban(random: Random, part: Part): string {
  const [country, form] = random.pick(FORMS);
  const draw = () =>
    form.replace(/[A9]/g, (kind) => (kind === 'A' ? String.fromCharCode(65 + random.below(26)) : String(random.below(10))));
  const body = drawOwn(part, draw, (text) => `iban ${text}`);
  const check = String(98 - ibanRemainder(`${country}00${body}`)).padStart(2, '0');
  const whole = country + check + body;
  return random.chance(0.6) ? whole.replace(/(.{4})(?=.)/g, '$1 ') : whole;
}
