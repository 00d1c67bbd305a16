import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { greeting, knownCustomer, newCustomer, readCustomer } from './customer.js';

describe('customers', () => {
  it('have one name for one id', () => {
    expect(knownCustomer('u-17')).toEqual(knownCustomer('u-17'));
    expect(new Set(Array.from({ length: 200 }, (_, i) => knownCustomer(`u-${i}`).name)).size).toBeGreaterThan(40);
  });

  it('are new under an id made of the bytes given', () => {
    expect(newCustomer(Uint8Array.of(0, 255, 16, 1, 2, 3, 4, 5))).toEqual({ id: 'guest-00ff100102030405', name: 'Guest', isNew: true });
    expect(newCustomer().id).not.toBe(newCustomer().id);
  });

  it('are read back from storage', () => {
    const customer = knownCustomer('u-1');
    expect(readCustomer(JSON.stringify(customer))).toEqual(customer);
  });

  test.prop([fc.oneof(fc.string(), fc.json(), fc.constant(null))])('or are undefined, whatever was stored', (text) => {
    const read = readCustomer(text);
    expect(read === undefined || typeof read.id === 'string').toBe(true);
  });
});

describe('greeting', () => {
  it.each([
    [0, 'Still up'],
    [5, 'Good morning'],
    [12, 'Good afternoon'],
    [18, 'Good evening'],
  ])('at %d', (hour, words) => expect(greeting(hour)).toBe(words));
});
