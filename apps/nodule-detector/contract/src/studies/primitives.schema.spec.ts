import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { queryInteger, queryShare, text, uidSchema } from './primitives.schema.js';

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) => schema.safeParse(value).success;

describe('primitives', () => {
  it.each(['1.2.840.10008.1.1', '0.0', '2.25.329800735698586629295641978511506172918'])('%s is a unique identifier', (uid) =>
    expect(takes(uidSchema, uid)).toBe(true),
  );

  it.each(['', '1', '1.', '.1', '1..2', '1.02', '1.2a', ' 1.2', '1.2\n', `1.${'2'.repeat(64)}`, '../1.2', 12])('%j is none', (uid) =>
    expect(takes(uidSchema, uid)).toBe(false),
  );

  it.each(['a\u0000b', 'a\nb', '\ud800', 'x'.repeat(11)])('%j is no text of ten characters', (value) =>
    expect(takes(text(10), value)).toBe(false),
  );

  test.prop([fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share.toFixed(6))])('a share survives a query string', (share) => {
    expect(queryShare.parse(share)).toBe(Number(share));
  });

  it.each(['1.5', '-0.1', '1e-3', 'NaN', '', ['0.1', '0.2']])('%j is no share', (share) => expect(takes(queryShare, share)).toBe(false));

  it('a whole number of a query has bounds', () => {
    expect(queryInteger(1, 64).parse('16')).toBe(16);
    for (const wrong of ['0', '65', '1.5', '1e1', '', undefined]) expect(takes(queryInteger(1, 64), wrong)).toBe(false);
  });
});
