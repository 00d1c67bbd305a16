import { describe, expect, it } from 'vitest';
import { readNumber } from './read-number.js';

describe('readNumber', () => {
  it.each([
    ['0.25', 0.25],
    ['1', 1],
    ['1.1', undefined],
    ['"0.5"', undefined],
    ['abc', undefined],
    [null, undefined],
  ])('of %s is %s', (stored, number) => expect(readNumber(stored, 0, 1)).toBe(number));
});
