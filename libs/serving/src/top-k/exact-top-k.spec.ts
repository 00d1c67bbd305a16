import { fc, test } from '@fast-check/vitest';
import { beforeAll, describe, expect, it } from 'vitest';
import { ExactTopK } from './exact-top-k.js';

const DIMENSION = 4;
/** Small integers: their products are exact in float32, whatever the order of summation, and ties are frequent. */
const vector = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: DIMENSION, maxLength: DIMENSION });

function naive(vectors: number[][], query: number[], k: number, may: (row: number) => boolean) {
  const scored = vectors.map((values, row) => ({ row, score: values.reduce((sum, value, d) => sum + value * query[d]!, 0) }));
  return scored
    .filter(({ row }) => may(row))
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, k);
}
const filled = async (vectors: number[][]) => {
  const index = await ExactTopK.create(DIMENSION);
  index.setRows(Int32Array.from(vectors.keys()), Float32Array.from(vectors.flat()));
  return index;
};
const pairs = ({ rows, scores }: { rows: Int32Array; scores: Float32Array }) =>
  Array.from(rows, (row, i) => ({ row, score: scores[i]! + 0 }));

describe('ExactTopK', () => {
  let index: ExactTopK;
  beforeAll(async () => {
    index = await filled([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [3, 0, 0, 0],
    ]);
  });

  it('ranks by dot product', async () => {
    const [ranking] = await index.search([{ query: Float32Array.of(1, 0.5, 0, 0), k: 2 }]);
    expect(ranking).toEqual({ rows: Int32Array.of(2, 0), scores: Float32Array.of(3, 1) });
  });

  it('gives what there is when k is too large, and nothing for k = 0', async () => {
    const query = Float32Array.of(1, 0, 0, 0);
    const [all, none] = await index.search([
      { query, k: 10 },
      { query, k: 0 },
    ]);
    expect([...all!.rows]).toEqual([2, 0, 1]);
    expect(none!.rows).toHaveLength(0);
  });

  it('is empty without rows', async () => {
    expect((await (await ExactTopK.create(2)).search([{ query: Float32Array.of(1, 1), k: 3 }]))[0]!.rows).toHaveLength(0);
  });

  it('uses changed and added rows from the next search on', async () => {
    const growing = await filled([[1, 0, 0, 0]]);
    growing.setRows(Int32Array.of(500, 0), Float32Array.of(5, 0, 0, 0, 2, 0, 0, 0));
    const query = Float32Array.of(1, 0, 0, 0);
    for (const batch of [1, 2]) {
      const [ranking] = await growing.search(Array.from({ length: batch }, () => ({ query, k: 2 })));
      expect(pairs(ranking!)).toEqual([
        { row: 500, score: 5 },
        { row: 0, score: 2 },
      ]);
    }
    expect(growing.count).toBe(501);
    expect(() => growing.setRows(Int32Array.of(1), new Float32Array(3))).toThrow(/need 4 numbers/);
    expect(() => growing.setRows(Int32Array.of(1), Float32Array.of(1, 2, NaN, 4))).toThrow(/not finite/);
  });

  it('returns nothing for a query that is not a number, and goes on', async () => {
    const [none] = await index.search([{ query: Float32Array.of(NaN, 0, 0, 0), k: 3 }]);
    expect(none!.rows).toHaveLength(0);
    expect((await index.search([{ query: Float32Array.of(1, 0, 0, 0), k: 3 }]))[0]!.rows).toHaveLength(3);
  });

  test.prop(
    [
      fc.array(vector, { minLength: 1, maxLength: 200 }),
      fc.array(fc.record({ query: vector, k: fc.nat(20), exclude: fc.uniqueArray(fc.nat(199)) }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }),
    ],
    { numRuns: 200 },
  )('equals a sort of all rows, for any batch and masks', async (vectors, requests, allowed) => {
    const searched = await filled(vectors);
    const rankings = await searched.search(
      requests.map(({ query, k, exclude }) => ({ query: Float32Array.from(query), k, exclude: new Set(exclude) })),
      Uint8Array.from(allowed, Number),
    );
    expect(rankings.map(pairs)).toEqual(
      requests.map(({ query, k, exclude }) =>
        naive(vectors, query, k, (row) => allowed[row]! && !exclude.includes(row)).map(({ row, score }) => ({ row, score: score + 0 })),
      ),
    );
  });
});
