/** Money as whole minor units: exact in JSON, in JavaScript and in PostgreSQL's bigint. */

/** All have two decimals, so a minor unit is a hundredth of each. */
export const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'PLN'] as const;
export type Currency = (typeof CURRENCIES)[number];

export interface Money {
  /** Hundredths, a safe integer. */
  minor: number;
  currency: Currency;
}

/** The most that one order may move, in minor units: far below 2⁵³, so that sums of many stay exact. */
export const MAX_MINOR = 100_000_000_00;

export const money = (minor: number, currency: Currency): Money => ({ minor, currency });

/**
 * A bigint column as a number.
 *
 * @throws {RangeError} beyond ±2⁵³ − 1, which the tables' constraints exclude
 */
export function minorUnits(column: string | number): number {
  const value = Number(column);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${column} minor units are no safe integer.`);
  return value;
}
