import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { averageGoal, jointGoal, tokenSortRatio } from './joint-goal.js';

const service = {
  slots: [
    { name: 'kind', description: '', is_categorical: true, possible_values: ['clay', 'glaze'] },
    { name: 'price', description: '', is_categorical: false, possible_values: [] },
    { name: 'teacher', description: '', is_categorical: false, possible_values: [] },
  ],
};

describe('tokenSortRatio', () => {
  it.each([
    // from fuzzywuzzy import fuzz; fuzz.token_sort_ratio(a, b) / 100 (0.18, pure Python)
    ['$1,550', '1,550 dollars', 0.56],
    ['four hundred and thirty bucks', '430 bucks', 0.32],
    ['AMir', 'Amir', 1],
    ['Maria', 'Mario', 0.8],
    ['next Friday at 5 pm', '5 pm Friday', 0.73],
    ['x', 'y', 0],
  ])('of %s and %s is what fuzzywuzzy says', (a, b, ratio) => {
    expect(tokenSortRatio(a, b)).toBe(ratio);
  });

  const words = fc.lorem({ maxCount: 5 });
  test.prop([words, words])('lies between 0 and 1, and is 1 for the same words in any order', (a, b) => {
    expect(tokenSortRatio(a, b)).toBeGreaterThanOrEqual(0);
    expect(tokenSortRatio(a, b)).toBeLessThanOrEqual(1);
    expect(tokenSortRatio(a, a.split(' ').reverse().join(' '))).toBe(1);
  });
});

describe('jointGoal', () => {
  const reference = { kind: ['clay'], price: ['$40', '40 dollars'] };
  it.each([
    ['all right, in any spelling', { kind: ['clay'], price: ['40 dollars'] }, 1],
    ['a category wrong', { kind: ['glaze'], price: ['$40'] }, 0],
    ['a slot missing', { kind: ['clay'] }, 0],
    ['a slot too many', { kind: ['clay'], price: ['$40'], teacher: ['Zoe'] }, 0],
    ['a value nearly right', { kind: ['clay'], price: ['$41'] }, 0.5],
  ])('%s', (_, hypothesis, expected) => {
    expect(jointGoal(reference, hypothesis, service)).toBe(expected);
  });

  it('is right where nobody says anything, and then has no average', () => {
    expect(jointGoal({}, {}, service)).toBe(1);
    expect(averageGoal({}, {}, service)).toBeNaN();
    expect(averageGoal(reference, { kind: ['clay'] }, service)).toBe(0.5);
  });
});
