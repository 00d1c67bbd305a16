import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../bank/facts.js';
import { readers, readerOf, type ReaderName } from './index.js';
import { readOrdinal } from './ordinal.js';
import type { ReadInput } from './reader.js';

const eur = (minor: number) => ({ minor, currency: 'EUR' as const });
const facts: Facts = {
  customer: { id: 'x', name: 'Xenia Holm', givenName: 'Xenia', transferLimit: eur(1), dailyLimit: eur(1) },
  accounts: [
    { id: 'current', kind: 'current', name: 'Current account', iban: 'DE89370400440532013000', balance: eur(1), available: eur(1) },
    { id: 'savings', kind: 'savings', name: 'Savings account', iban: 'GB29NWBK60161331926819', balance: eur(1), available: eur(1) },
    {
      id: 'dollars',
      kind: 'current',
      name: 'Travel fund',
      iban: 'NO9386011117947',
      balance: { minor: 1, currency: 'USD' },
      available: eur(1),
    },
  ],
  payees: [
    { id: 'anna-b', name: 'Anna Bergmann', iban: 'FR1420041010050500013M02606' },
    { id: 'anna-s', name: 'Anna Schmidt', iban: 'x' },
    { id: 'jose', name: 'José Núñez', iban: 'y' },
  ],
  cards: [
    { id: 'debit', kind: 'debit', last4: '1111', status: 'active', accountId: 'current', dailyLimit: eur(1), expectedOn: '2026-01-01' },
    { id: 'credit', kind: 'credit', last4: '2222', status: 'frozen', accountId: 'current', dailyLimit: eur(1), expectedOn: '2026-01-01' },
  ],
  transfers: [],
};
const input = (text: string, more: Partial<ReadInput> = {}): ReadInput => ({
  text,
  marked: true,
  facts,
  today: '2026-03-10',
  mentioned: { list: null, account: 'savings', payee: 'jose', card: 'credit' },
  ...more,
});
const valueOf = (name: ReaderName, text: string, more?: Partial<ReadInput>) => {
  const read = readerOf(name).read(input(text, more));
  return read && 'value' in read ? read.value : read && 'choices' in read ? read.choices.map(({ value }) => value) : read && 'problem';
};

describe('readers', () => {
  it.each<[ReaderName, string, unknown]>([
    ['account', 'my savings', 'savings'],
    ['account', 'CURRENT account', 'current'],
    ['account', 'travel fund', 'dollars'],
    ['account', 'the dollar one', 'dollars'],
    ['account', 'ending in 3000', 'current'],
    ['account', 'same account', 'savings'],
    ['account', 'the joint account', 'problem'],
    ['account', 'my account', null],
    ['target', 'anna bergmann', { payeeId: 'anna-b' }],
    ['target', 'Anna', [{ payeeId: 'anna-b' }, { payeeId: 'anna-s' }]],
    ['target', 'jose nunez', { payeeId: 'jose' }],
    ['target', 'her', { payeeId: 'jose' }],
    ['target', 'savings', { accountId: 'savings' }],
    ['target', 'FR14 2004 1010 0505 0001 3M02 606', { payeeId: 'anna-b' }],
    ['target', 'FR14 2004 1010 0505 0001 3M02 607', 'problem'],
    ['target', 'Zoe', 'problem'],
    ['card', 'the credit card', 'credit'],
    ['card', 'ending in 1111', 'debit'],
    ['card', 'ending in 9999', 'problem'],
    ['card', 'it', 'credit'],
    ['card', 'my card', null],
    ['currency', 'Swiss francs', 'CHF'],
    ['currency', 'yen', 'problem'],
    ['category', 'eating out', 'restaurants'],
    ['category', 'llamas', 'problem'],
    ['iban', 'it is DE89 3704 0044 0532 0130 00 thanks', 'DE89370400440532013000'],
    ['iban', 'DE89 3704 0044 0532 0130 01', 'problem'],
    ['name', 'her name is Lena Vogt', 'Lena Vogt'],
    ['date', 'yesterday', 'problem'],
    ['month', 'last month', '2026-02'],
  ])('%s: %s', (name, text, value) => expect(valueOf(name, text)).toEqual(value));

  test.prop([fc.constantFrom(...(Object.keys(readers) as ReaderName[])), fc.string({ maxLength: 200 }), fc.boolean()])(
    '%s never throws, and shows what it reads',
    (name, text, marked) => {
      const read = readerOf(name).read(input(text, { marked }));
      if (read && 'value' in read) expect(readerOf(name).show(read.value, facts)).toBeDefined();
    },
  );
});

describe('readOrdinal', () => {
  it.each([
    ['the second one', 3, 1],
    ['2', 3, 1],
    ['number 3', 3, 2],
    ['the last one', 3, 2],
    ['2nd', 3, 1],
    ['no. 3', 3, 2],
    ['the top one', 3, 0],
    ['the middle one', 3, 1],
    ['the fifth', 3, null],
    ['0', 3, null],
    ['50 euros', 3, null],
    ['second', 0, null],
  ])('%s of %d', (text, length, place) => expect(readOrdinal(text, length)).toBe(place));
});
