import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { moveDates } from './dates.js';

it('moves over months and leap days', () => {
  expect(moveDates('20240301', 1)).toBe('20240229');
  expect(moveDates('20250101120000.5+0100', 1)).toBe('20241231120000.5+0100');
  expect(moveDates('2024.03.01\\20240302', 1)).toBe('20240229\\20240301'); // the old form with dots, and several values
});

it.each(['', '2024', 'yesterday', '20240231', '20241301'])('%j is no date, and goes', (text) => expect(moveDates(text, 5)).toBe(''));

const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10).replaceAll('-', '')); // prettier-ignore
test.prop([day, fc.integer({ min: 1, max: 3650 })])('moved back by the same days it is what it was', (date, days) => {
  expect(moveDates(moveDates(date, days), -days)).toBe(date);
});
