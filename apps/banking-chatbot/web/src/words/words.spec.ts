import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './index.js';

describe('chooseLanguage', () => {
  it.each([
    [['de-AT', 'en-GB'], ['en', 'de'], 'de'],
    [['de-AT', 'en-GB'], ['en'], 'en'],
    [['fr'], ['en', 'de'], 'en'],
    [[], ['en'], 'en'],
    [['EN-us'], ['de', 'en'], 'en'],
  ])('of %j wanted and %j there', (wanted, available, language) => expect(chooseLanguage(wanted, available)).toBe(language));
});
