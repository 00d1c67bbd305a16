import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readColumns } from './columns.js';
import { withDatabase } from './duckdb.js';

const scratch = tmpdir();

describe('readColumns', () => {
  it('reads more rows than a chunk holds, in order', async () => {
    const { n, half } = await withDatabase(scratch, (db) =>
      readColumns(db, 'SELECT i AS n, i / 2.0 AS half FROM range(5000) AS t(i) ORDER BY i', { n: 'int32', half: 'float64' }),
    );
    expect(n).toEqual(Int32Array.from({ length: 5000 }, (_, i) => i));
    expect(half[4999]).toBe(2499.5);
  });

  it('gives −1, NaN, the empty text and the empty list for NULL', async () => {
    const row = await withDatabase(scratch, (db) =>
      readColumns(db, 'SELECT NULL AS a, NULL AS b, NULL AS c, NULL AS d, NULL AS e', {
        a: 'int32',
        b: 'float32',
        c: 'float64',
        d: 'string',
        e: 'strings',
      }),
    );
    expect(row).toEqual({ a: Int32Array.of(-1), b: Float32Array.of(NaN), c: Float64Array.of(NaN), d: [''], e: [[]] });
  });

  it('reads lists of strings', async () => {
    const { tags } = await withDatabase(scratch, (db) => readColumns(db, `SELECT ['b', 'a'] AS tags`, { tags: 'strings' }));
    expect(tags).toEqual([['b', 'a']]);
  });

  it('names a column that the query does not yield', async () => {
    await expect(withDatabase(scratch, (db) => readColumns(db, 'SELECT 1 AS a', { b: 'int32' }))).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      message: expect.stringContaining('b'),
    });
  });
});
