import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { exchanged, exchangeRate } from './exchange-rates.js';
import { CURRENCIES, money } from './money.js';

const currency = fc.constantFrom(...CURRENCIES);
const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

describe('exchange rates', () => {
  it('stay for ten minutes and then move', () => {
    const at = (time: string) => exchangeRate('EUR', 'USD', new Date(`2026-03-10T09:${time}Z`));
    expect(at('00:00')).toEqual(at('09:59'));
    expect(at('10:00').micros).not.toBe(at('09:59').micros);
    expect(at('00:00').until).toBe('2026-03-10T09:10:00.000Z');
  });

  it('rounds down', () => {
    expect(exchanged(money(100, 'EUR'), { from: 'EUR', to: 'USD', micros: 1_089_999, until: '' })).toEqual(money(108, 'USD'));
  });

  test.prop([currency, currency, time, fc.integer({ min: 1, max: 1e10 })])('there and back never gains', (from, to, now, minor) => {
    const there = exchanged(money(minor, from), exchangeRate(from, to, now));
    const back = exchanged(there, exchangeRate(to, from, now));
    // both rates are rounded to a millionth, which is worth that much of the amount at most
    expect(back.minor).toBeLessThanOrEqual(minor + Math.ceil(minor * 12e-6));
  });

  test.prop([currency, time])('a currency is worth itself', (own, now) => {
    expect(exchangeRate(own, own, now).micros).toBe(1_000_000);
  });
});
