import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { rephraseSafely, saysTheSame } from './rephrase.js';

const original = 'Done: €50.00 is on its way to Anna Bergmann and arrives on 11 March 2026. Your current account now holds €2,450.00.';

describe('saysTheSame', () => {
  it.each([
    'All set: €50.00 is going to Anna Bergmann and will arrive on 11 March 2026. Your current account now has €2,450.00.',
    original,
  ])('accepts %s', (rephrased) => expect(saysTheSame(original, rephrased)).toBe(true));

  it.each([
    ['another amount', original.replace('50.00', '55.00')],
    ['a lost amount', original.replace('€2,450.00', 'enough')],
    ['swapped amounts', original.replace('€50.00', '#').replace('€2,450.00', '€50.00').replace('#', '€2,450.00')],
    ['another currency', original.replace('€50', '$50')],
    ['another person', original.replace('Anna Bergmann', 'Tom Okafor')],
    ['a lost name', original.replace('Anna Bergmann', 'her')],
    ['another month', original.replace('March', 'April')],
    ['a denial', original.replace('is on its way', 'is not on its way')],
    ['a short denial', original.replace('is on its way', "isn't on its way")],
    ['a spelt number', original.replace('Done', 'Done, two times')],
    ['a new name', `${original} Greetings from Larkspur Gold.`],
    ['nothing', ''],
    ['a novel', original + ' and so on'.repeat(100)],
    ['digits of another script', original.replace('50.00', '٥٠.٠٠')],
  ])('refuses %s', (_, rephrased) => expect(saysTheSame(original, rephrased)).toBe(false));

  it('refuses a denial that got lost', () => {
    expect(saysTheSame('That card cannot be used.', 'That card can be used.')).toBe(false);
    expect(saysTheSame('Nothing was changed.', 'Everything was changed.')).toBe(false);
    expect(saysTheSame('The balance is -€5.00.', 'The balance is €5.00.')).toBe(false);
  });

  const words = fc.array(fc.constantFrom('your', 'account', 'holds', 'now', 'and', 'it', 'arrives', 'there'), {
    minLength: 1,
    maxLength: 8,
  });
  const amount = fc.integer({ min: 0, max: 99_999_99 }).map((minor) => `€${(minor / 100).toFixed(2)}`);
  const name = fc.constantFrom('Anna', 'Tom', 'Okafor', 'Bergmann', 'Streambox');
  const sentence = fc
    .tuple(words, amount, words, name, words)
    .map(([a, b, c, d, e]) => ({ text: ['so', ...a, b, ...c, 'to', d, ...e].join(' '), amount: b, name: d }));

  test.prop([sentence, amount])('no other number passes', ({ text, amount: is }, other) => {
    fc.pre(is !== other);
    expect(saysTheSame(text, text.replace(is, other))).toBe(false);
    expect(saysTheSame(text, `${text} ${other}`)).toBe(false);
  });

  test.prop([sentence, name])('no other name passes', ({ text, name: is }, other) => {
    fc.pre(is !== other);
    expect(saysTheSame(text, text.replace(is, other))).toBe(false);
  });

  test.prop([sentence, fc.constantFrom('not', 'never', 'no', 'without', "don't", 'nothing', 'cannot'), fc.nat(5)])(
    'no negation passes',
    ({ text }, negation, at) => {
      const parts = text.split(' ');
      parts.splice(at, 0, negation);
      const denied = parts.join(' ');
      expect(saysTheSame(text, denied)).toBe(false);
      expect(saysTheSame(denied, text)).toBe(false);
    },
  );

  test.prop([sentence])('the same passes', ({ text }) => {
    expect(saysTheSame(text, text)).toBe(true);
  });
});

describe('rephraseSafely', () => {
  const options = { locale: 'en', timeoutMs: 50 };
  it('is off by default', async () => expect(await rephraseSafely(undefined, original, options)).toBe(original));
  it('takes what says the same', async () => {
    const friendly = original.replace('Done', 'All done');
    expect(await rephraseSafely({ rephrase: async () => friendly }, original, options)).toBe(friendly);
  });
  it.each([
    ['lies', async () => original.replace('50', '60')],
    ['fails', async () => Promise.reject(new Error('away'))],
    ['does not answer', () => new Promise<string>(() => undefined)],
  ])('keeps the text where the model %s', async (_, rephrase) =>
    expect(await rephraseSafely({ rephrase }, original, options)).toBe(original),
  );
});
