import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it, test } from 'vitest';
import { fc, test as property } from '@fast-check/vitest';
import { catalogues, LOCALES } from './catalogues.js';
import { render, showMoney } from './render.js';
import { say } from './say.js';

describe.each(LOCALES)('catalogue %s', (locale) => {
  test.each(Object.entries(catalogues[locale]))('%s is a message, and all its wordings take the same values', (_, wordings) => {
    const patterns = typeof wordings === 'string' ? [wordings] : wordings;
    const values = patterns.map((pattern) => argumentsOf(new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true }).getAst()));
    for (const other of values) expect(other).toEqual(values[0]);
  });
});

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Names of the values, at any depth. */
function argumentsOf(ast: Ast): string[] {
  const names = ast.flatMap((element) => {
    if (element.type === 0 || element.type === 7) return []; // literal, #
    const nested =
      'options' in element && element.options ? Object.values(element.options).flatMap((option) => argumentsOf(option.value)) : [];
    return [String(element.value), ...nested];
  });
  return [...new Set(names)].sort();
}

describe('render', () => {
  it('chooses the same wording for the same message, and others for others', () => {
    const words = (seed: string) => render('en', seed, say('chat.thank'));
    expect(words('m1')).toBe(words('m1'));
    expect(new Set(Array.from({ length: 50 }, (_, i) => words(`m${i}`))).size).toBeGreaterThan(1);
  });

  it.each([
    [0, '€0.00'],
    [5, '€0.05'],
    [-1, '-€0.01'],
    [1_234_567_89, '€1,234,567.89'],
    [Number.MAX_SAFE_INTEGER, '€90,071,992,547,409.91'],
  ])('shows %d minor units as %s', (minor, shown) => expect(showMoney('en', { minor, currency: 'EUR' })).toBe(shown));

  property.prop([fc.string()])('repeats what a customer wrote as it is, whatever it looks like', (text) => {
    expect(render('en', 'm', say('line.text', { text }))).toBe(text);
    expect(render('en', 'm', say('filter.merchant', { merchant: text }))).toBe(` with ${text}`);
  });

  it('counts', () => {
    const found = (count: number) =>
      render('en', 'm', say('list_transactions.found', { count, what: '', more: 'no', transactions: { list: [] } }));
    expect(found(1)).toContain('one transaction');
    expect(found(3)).toContain('3 transactions');
  });
});
