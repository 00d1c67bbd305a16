import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from './route.js';

describe('routes', () => {
  it.each([
    ['', {}],
    ['#/', {}],
    ['#/?search=chest%20%26', { search: 'chest &' }],
    ['#/study/1.2.3', { study: '1.2.3' }],
    ['#/study/1.2.3?finding=a', { study: '1.2.3', finding: 'a' }],
    ['#/study/../x', {}],
    ['#/?finding=a', {}],
  ] as [string, Route][])('of %j is %j', (hash, route) => expect(parseRoute(hash)).toEqual(route));

  const text = fc.string({ minLength: 1 });
  test.prop([fc.record({ study: fc.constantFrom('1.2.3', '2.25.7'), finding: text, search: text }, { requiredKeys: ['study'] })])(
    'lead there and back',
    (route) => {
      expect(parseRoute(formatRoute(route))).toEqual(route);
    },
  );
});
