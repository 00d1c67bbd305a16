import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute } from './route.js';

describe('routes', () => {
  it('reads an address', () => {
    expect(parseRoute('#/?category=Tea+%26+coffee&item=p%2F12')).toEqual({ category: 'Tea & coffee', item: 'p/12' });
    expect(parseRoute('')).toEqual({});
    expect(parseRoute('#/?colour=red&item=')).toEqual({});
  });

  it('leaves out what is empty', () => {
    expect(formatRoute({ search: '' })).toBe('#/');
  });

  const word = fc.string({ unit: 'grapheme', minLength: 1 });
  test.prop([fc.record({ item: word, category: word, search: word }, { requiredKeys: [] })])('read back what they wrote', (route) => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });
});
