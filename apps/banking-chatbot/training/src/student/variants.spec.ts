import { describe, expect, it } from 'vitest';
import { variantsOf } from './variants.js';
import { wordNeighbours } from './word-neighbours.js';

const near = new Map([['card', ['cards', 'cheque']], ['lost', ['missing']]]); // prettier-ignore
const options = { copies: 50, replace: 0.5, drop: 0, seed: 1 };

describe('variantsOf', () => {
  it('replaces words by near ones and nothing else, each text once', () => {
    const variants = variantsOf(['I lost my card!'], near, options);
    expect(new Set(variants)).toEqual(new Set(['I missing my card!', 'I missing my cards!', 'I missing my cheque!', 'I lost my cards!', 'I lost my cheque!'])); // prettier-ignore
    expect(variants).toHaveLength(5);
  });

  it('leaves words out, but never all', () => {
    const variants = variantsOf(['lost card'], new Map(), { ...options, drop: 0.5 });
    expect(new Set(variants)).toEqual(new Set(['lost', 'card']));
  });

  it('makes nothing that somebody wrote, and the same again of the same seed', () => {
    const texts = ['lost card', 'lost cards'];
    expect(variantsOf(texts, near, options)).not.toContain('lost cards');
    expect(variantsOf(texts, near, options)).toEqual(variantsOf(texts, near, options));
    expect(variantsOf(['?'], near, options)).toEqual([]);
  });
});

describe('wordNeighbours', () => {
  const vocabulary = { '[CLS]': 0, card: 1, cards: 2, '##s': 3, banana: 4, cheque: 5 };
  const data = Float32Array.from([[1, 0], [1, 0], [2, 0.2], [1, 0], [0, 3], [1, 0.6]].flat()); // prettier-ignore

  it('names whole words that may be named, the nearest first', () => {
    const found = wordNeighbours({ shape: [6, 2], data }, vocabulary, [0, 1, 2, 3, 4, 5], { count: 2, least: 0.5 });
    expect(Object.fromEntries(found)).toEqual({ card: ['cards', 'cheque'], cards: ['card', 'cheque'], cheque: ['cards', 'card'], banana: ['cheque'] }); // prettier-ignore
    expect(wordNeighbours({ shape: [6, 2], data }, vocabulary, [1, 4], { count: 2, least: 0.5 }).size).toBe(0);
  });
});
