import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { TOKEN_BUCKETS, TOKENS_PER_ITEM } from './constants.js';
import { ContentProfile } from './content-profile.js';

const idf = Float32Array.from({ length: TOKEN_BUCKETS }, (_, token) => (token === 0 ? 0 : 1 + (token % 4)));
const tokenRows = (...rows: number[][]) =>
  Int32Array.from(rows.flatMap((row) => [...row, ...new Array<number>(TOKENS_PER_ITEM - row.length).fill(0)]));
const row = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 6 });

/** Cosine of two tf-idf bags, as vectors over all buckets. */
function cosine(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  const norm = (bag: ReadonlyMap<number, number>) => Math.hypot(...bag.values());
  let product = 0;
  for (const [token, weight] of a) product += weight * (b.get(token) ?? 0);
  return product === 0 ? 0 : product / norm(a) / norm(b);
}
const bag = (tokens: number[], weight = 1) => new Map(tokens.map((token) => [token, weight * idf[token]!]));

describe('ContentProfile', () => {
  it('compares a candidate with the whole and with its best match', () => {
    const tokens = tokenRows([1, 2], [3], [1, 2], [7]);
    const profile = new ContentProfile(idf);
    profile.add(tokens, 0, 1);
    profile.add(tokens, 1, 1);
    // idf 2, 3 and 4: (4 + 9) / (√13 · √29)
    expect(profile.cosine(tokens, 2)).toBeCloseTo(Math.sqrt(13 / 29), 12);
    expect(profile.best(tokens, 2)).toBeCloseTo(1, 12);
    expect([profile.cosine(tokens, 3), profile.best(tokens, 3)]).toEqual([0, 0]);
  });

  test.prop([fc.array(fc.tuple(row, fc.double({ min: 0.01, max: 3, noNaN: true })), { maxLength: 8 }), row])(
    'equals cosines of tf-idf vectors',
    (history, candidate) => {
      const tokens = tokenRows(...history.map(([item]) => item), candidate);
      const profile = new ContentProfile(idf);
      const whole = new Map<number, number>();
      history.forEach(([item, weight], k) => {
        profile.add(tokens, k, weight);
        for (const [token, value] of bag(item, weight)) whole.set(token, (whole.get(token) ?? 0) + value);
      });
      const asked = bag(candidate);
      expect(profile.cosine(tokens, history.length)).toBeCloseTo(cosine(whole, asked), 9);
      const best = Math.max(0, ...history.map(([item]) => cosine(bag(item), asked)));
      expect(profile.best(tokens, history.length)).toBeCloseTo(best, 9);
      expect(profile.best(tokens, history.length)).toBeCloseTo(best, 9); // its scratch is clean again
    },
  );
});
