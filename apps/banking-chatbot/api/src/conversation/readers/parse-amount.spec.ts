import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseAmount } from './parse-amount.js';

describe('parseAmount', () => {
  it.each<[string, number, string | null]>([
    ['50', 50_00, null],
    ['50 euros', 50_00, 'EUR'],
    ['€50', 50_00, 'EUR'],
    ['EUR 49.90', 49_90, 'EUR'],
    ['49,90 €', 49_90, 'EUR'],
    ['1,250.50', 1_250_50, null],
    ['1.250,50', 1_250_50, null],
    ['1,250', 1_250_00, null],
    ['1.234.567', 1_234_567_00, null],
    ["2'000 francs", 2_000_00, 'CHF'],
    ['12.3', 12_30, null],
    ['.5 pounds', 50, 'GBP'],
    ['2k', 2_000_00, null],
    ['1.5k dollars', 1_500_00, 'USD'],
    ['80 cents', 80, null],
    ['fifty euros', 50_00, 'EUR'],
    ['two hundred and fifty', 250_00, null],
    ['a thousand bucks', 1_000_00, 'USD'],
    ['three thousand four hundred five', 3_405_00, null],
    ['no, 50', 50_00, null],
  ])('%j', (text, minor, currency) => expect(parseAmount(text)).toEqual({ minor, currency }));

  it.each([
    ['-50', 'not_positive'],
    ['minus 5 euros', 'not_positive'],
    ['0', 'not_positive'],
    ['0.00', 'not_positive'],
    ['10.005', 'fractional'],
    ['0.5 cents', 'fractional'],
    ['999999999999999999999', 'too_large'],
    ['500 million', 'too_large'],
    ['1e9', 'unclear'],
    ['1,2,3', 'unclear'],
    ['50 yen', 'currency_unknown'],
    ['all of it', null],
    ['20 or 30', null],
    ['', null],
  ])('%j is %j', (text, problem) => expect(parseAmount(text)).toBe(problem));

  test.prop([fc.integer({ min: 1, max: 1_000_000_00 }), fc.constantFrom('en', 'de', 'de-CH')])(
    'reads what is formatted',
    (minor, locale) => {
      const text = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(minor / 100).replace('’', "'");
      expect(parseAmount(text)).toEqual({ minor, currency: 'EUR' });
    },
  );

  test.prop([fc.string({ maxLength: 300 })])('never throws, and never gives what cannot be booked', (text) => {
    const amount = parseAmount(text);
    if (typeof amount === 'object' && amount) expect(Number.isSafeInteger(amount.minor) && amount.minor > 0).toBe(true);
  });
});
