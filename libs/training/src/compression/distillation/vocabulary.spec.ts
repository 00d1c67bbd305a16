import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { trimRows, trimVocabulary } from './vocabulary.js';

describe('trimVocabulary', () => {
  it('keeps specials and what occurs, and gives the map and the rows', () => {
    const cut = trimVocabulary([0, 0, 5, 0, 2, 9], { specials: [0, 3], unknown: 3, size: 4 });
    expect(Array.from(cut.kept)).toEqual([0, 2, 3, 5]);
    expect(Array.from(cut.newIds)).toEqual([0, 2, 1, 2, 2, 3]); // 1 and 4 are unknown now
    expect(Array.from(trimRows(Float32Array.of(0, 1, 20, 21, 40, 41, 60, 61, 80, 81, 100, 101), 2, cut))).toEqual([
      0, 1, 40, 41, 60, 61, 100, 101,
    ]);
  });

  test.prop([fc.array(fc.nat(5), { minLength: 3, maxLength: 30 }), fc.integer({ min: 1, max: 4 })])(
    'maps kept tokens one to one',
    (counts, minCount) => {
      const { kept, newIds } = trimVocabulary(counts, { specials: [0, 2], unknown: 2, minCount });
      kept.forEach((old, id) => expect(newIds[old]).toBe(id));
      counts.forEach((count, id) => expect(kept.includes(id)).toBe(count >= minCount || id === 0 || id === 2));
    },
  );

  it('refuses an unknown token that is not there', () => {
    expect(() => trimVocabulary([1, 1], { specials: [0], unknown: 1 })).toThrow(/unknown token \(1\)/);
    expect(() => trimVocabulary([1, 1], { specials: [0, 7], unknown: 0 })).toThrow(/below 2/);
  });
});
