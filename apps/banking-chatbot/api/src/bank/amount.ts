/** What an amount of an order must be, checked in one place for every action. */
import { CURRENCIES, MAX_MINOR, type Money } from './money.js';
import { BankRefusal } from './refusal.js';

/** @throws {BankRefusal} `AMOUNT_NOT_POSITIVE`, `AMOUNT_FRACTIONAL`, `AMOUNT_TOO_LARGE`, `CURRENCY_MISMATCH` for a currency the bank has no accounts in */
export function checkAmount({ minor, currency }: Money): void {
  if (!CURRENCIES.includes(currency)) throw new BankRefusal('CURRENCY_MISMATCH');
  if (Number.isNaN(minor) || minor <= 0) throw new BankRefusal('AMOUNT_NOT_POSITIVE');
  if (minor > MAX_MINOR) throw new BankRefusal('AMOUNT_TOO_LARGE', { limit: { minor: MAX_MINOR, currency } });
  if (!Number.isInteger(minor)) throw new BankRefusal('AMOUNT_FRACTIONAL');
}
