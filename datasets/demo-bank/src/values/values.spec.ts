import { Random } from '@casebook/data-pipelines/random';
import { describe, expect, it } from 'vitest';
import { inWords, ordinalDigits } from './numerals.js';
import { DEMO_BANK_SLOTS, drawValue } from './values.js';

const draws = (slot: string, variant = '') =>
  Array.from({ length: 3000 }, (_, seed) => drawValue(slot, variant, new Random(seed), 'train').text);

describe('drawValue', () => {
  it.each(DEMO_BANK_SLOTS)('%s: many forms, trimmed, never empty', (slot) => {
    const forms = new Set(draws(slot));
    expect(forms.size).toBeGreaterThan(15);
    expect([...forms].filter((form) => !/^\S(.*\S)?$/u.test(form))).toEqual([]);
  });

  it('writes amounts in the ways that people do', () => {
    const forms = draws('amount');
    for (const form of [
      /^€\d+$/,
      /^\d+ euros$/,
      /^\d+€$/,
      /^\d{1,3}(,\d{3})+\.\d\d EUR$/,
      /^[a-z-]+ euros$/,
      / quid$/,
      /^\d+,\d\d /,
      /^€[\d.]+k$/,
    ])
      expect(
        forms.some((text) => form.test(text)),
        String(form),
      ).toBe(true);
    expect(draws('amount', 'any').some((text) => /^half/.test(text))).toBe(true);
    expect(draws('amount', 'bare').every((text) => /^(\d[\d.,]*|[a-z -]+)$/.test(text))).toBe(true);
  });

  it('writes periods with what bounds them, days without a preposition', () => {
    const periods = draws('period');
    for (const form of [/^last month$/, /^since Monday$/, /^between \d+ and \d+ May$/, /^March$/, /^the last \d+ days$/])
      expect(
        periods.some((text) => form.test(text)),
        String(form),
      ).toBe(true);
    expect(draws('date').every((text) => !/^(on|at) /.test(text))).toBe(true);
  });
});

describe('numerals', () => {
  it('writes English numbers', () => {
    expect([0, 13, 20, 42, 100, 120, 999].map(inWords)).toEqual([
      'zero',
      'thirteen',
      'twenty',
      'forty-two',
      'a hundred',
      'a hundred and twenty',
      'nine hundred and ninety-nine',
    ]);
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101].map(ordinalDigits)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '22nd',
      '101st',
    ]);
  });
});
