import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { LIMITS } from './limits.js';
import { idSchema, pastTimeSchema, priceSchema, quantitySchema, queryInteger } from './primitives.schema.js';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) => schema.safeParse(value).success;

describe('identifier', () => {
  it.each(['85123A', 'kurt@shop', "x'; DROP TABLE items; --", '{"$gt":""}', '__proto__', 'größe 😀', '../../etc', 'a'.repeat(128)])(
    'takes %j as it is',
    (id) => {
      expect(idSchema.parse(id)).toBe(id);
    },
  );

  it.each(['', '   ', 'a'.repeat(129), 'a\u0000b', 'a\nb', 'a\u2028b', 'a\ud800', '\u009f'])('refuses %j', (id) => {
    expect(accepts(idSchema, id)).toBe(false);
  });

  it.each([null, undefined, 7, {}, [], ['a'], true])('refuses %j, which is no text', (id) => {
    expect(accepts(idSchema, id)).toBe(false);
  });
});

describe('time', () => {
  const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

  it('forgives the skew of a clock, but no more', () => {
    expect(accepts(pastTimeSchema, fromNow(LIMITS.clockSkewMs - 30_000))).toBe(true);
    expect(accepts(pastTimeSchema, fromNow(LIMITS.clockSkewMs + 30_000))).toBe(false);
  });

  it.each([
    '2023-02-30T00:00:00Z',
    '2023-01-01',
    '2023-01-01T00:00:00',
    '1969-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    'now',
    1_700_000_000_000,
  ])('refuses %j', (time) => {
    expect(accepts(pastTimeSchema, time)).toBe(false);
  });

  it('takes any zone', () => expect(accepts(pastTimeSchema, '2011-12-09T12:50:00.123+05:30')).toBe(true));
});

describe('numbers', () => {
  it.each([NaN, Infinity, -Infinity, -0.01, 1e10, '5', null])('refuses %j as a price', (price) => {
    expect(accepts(priceSchema, price)).toBe(false);
  });

  it.each([0, -1, NaN, 1e7])('refuses %j as a quantity', (quantity) => {
    expect(accepts(quantitySchema, quantity)).toBe(false);
  });

  const limit = queryInteger(1, 100);
  it.each(['0', '101', '1000000000', '99999999999', '-1', '1.5', '1e1', '0x10', '', ' 5', 'NaN', 5, ['5', '6']])(
    'refuses %j as a limit of 1 to 100',
    (value) => {
      expect(accepts(limit, value)).toBe(false);
    },
  );

  test.prop([fc.integer({ min: 1, max: 100 })])('reads a whole number of a query', (n) => {
    expect(limit.parse(String(n))).toBe(n);
  });
});
