import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readDay, readPeriod } from './parse-period.js';

/** A Tuesday. */
const today = '2026-03-10';

describe('readPeriod', () => {
  it.each([
    ['last month', '2026-02-01', '2026-03-01'],
    ['this month', '2026-03-01', '2026-03-11'],
    ['last week', '2026-03-02', '2026-03-09'],
    ['this week', '2026-03-09', '2026-03-11'],
    ['yesterday', '2026-03-09', '2026-03-10'],
    ['today', '2026-03-10', '2026-03-11'],
    ['in February', '2026-02-01', '2026-03-01'],
    ['december', '2025-12-01', '2026-01-01'],
    ['in December 2024', '2024-12-01', '2025-01-01'],
    ['last 30 days', '2026-02-08', '2026-03-11'],
    ['the past two weeks', '2026-02-24', '2026-03-11'],
    ['from 1 February to 14 February', '2026-02-01', '2026-02-15'],
    ['since 1 March', '2026-03-01', '2026-03-11'],
    ['03/02/2026', '2026-02-03', '2026-02-04'],
    ['last year', '2025-01-01', '2026-01-01'],
    ['2025', '2025-01-01', '2026-01-01'],
    ['Q1', '2026-01-01', '2026-04-01'],
    ['Q4', '2025-10-01', '2026-01-01'],
    ['Feb', '2026-02-01', '2026-03-01'],
    ['sept', '2025-09-01', '2025-10-01'],
    ['since the 5th', '2026-03-05', '2026-03-11'],
    ['after the 12th', '2026-02-13', '2026-03-11'],
    ['the first half of the year', '2026-01-01', '2026-07-01'],
  ])('%s', (text, from, to) => expect(readPeriod(text, today)).toEqual({ from, to }));

  it('knows no period in other words', () => expect(readPeriod('groceries', today)).toBeNull());
});

describe('readDay', () => {
  it.each([
    ['today', '2026-03-10'],
    ['tomorrow', '2026-03-11'],
    ['next Friday', '2026-03-20'],
    ['on the 24 of March', '2026-03-24'],
    ['1 February', '2027-02-01'],
    ['in two weeks', '2026-03-24'],
    ['2026-04-01', '2026-04-01'],
    ['the 17th', '2026-03-17'],
    ['the 10th', '2026-03-10'],
    ['on the 3rd', '2026-04-03'],
    ['the 31st', '2026-03-31'],
  ])('%s', (text, day) => expect(readDay(text, today)).toBe(day));

  test.prop([fc.string({ maxLength: 200 })])('never throws', (text) => {
    expect(() => [readDay(text, today), readPeriod(text, today)]).not.toThrow();
  });
});
