import { describe, expect, it } from 'vitest';
import { formatMoney, stockNote } from './money.js';

describe('formatMoney', () => {
  it.each([
    [4, '£4.00'],
    [1234.5, '£1,234.50'],
    [null, 'Price on request'],
  ])('%s', (amount, text) => expect(formatMoney(amount)).toBe(text));
});

describe('stockNote', () => {
  it.each([
    [0, 'Sold out'],
    [5, 'Only 5 left'],
    [6, undefined],
  ])('%d pieces', (stock, text) => expect(stockNote(stock)).toBe(text));
});
