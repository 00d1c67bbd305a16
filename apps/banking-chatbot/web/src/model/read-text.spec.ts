import { describe, expect, it } from 'vitest';
import { readText } from './read-text.js';

describe('readText', () => {
  it.each([
    ['"abc"', 'abc'],
    ['""', undefined],
    ['3', undefined],
    ['{"a":1}', undefined],
    ['abc', undefined],
    [null, undefined],
  ])('of %s is %s', (stored, text) => expect(readText(stored)).toBe(text));
});
