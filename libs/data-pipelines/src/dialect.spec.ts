import { tmpdir } from 'node:os';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { withDatabase } from './duckdb.js';

const value = (sql: string, text: string | null) => withDatabase(tmpdir(), async (db) => (await db.runAndReadAll(sql, [text])).value(0, 0));

describe('instant_ms', () => {
  it.each([
    ['2010-12-01 08:26:00', Date.UTC(2010, 11, 1, 8, 26)],
    ['2010-12-01', Date.UTC(2010, 11, 1)],
    ['2010-12-01T08:26:00Z', Date.UTC(2010, 11, 1, 8, 26)],
    ['2010-12-01T08:26:00+02:00', Date.UTC(2010, 11, 1, 6, 26)],
    ['2010-12-01T08:26:00.250Z', Date.UTC(2010, 11, 1, 8, 26, 0, 250)],
    ['yesterday', null],
    ['infinity', null],
    [null, null],
  ])('reads %s as UTC', async (text, ms) => {
    const found = await value('SELECT instant_ms(CAST($1 AS VARCHAR))', text);
    expect(found === null ? null : Number(found)).toBe(ms);
  });

  test.prop([fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })], { numRuns: 20 })(
    'agrees with JavaScript',
    async (date) => {
      expect(Number(await value('SELECT instant_ms($1)', date.toISOString()))).toBe(date.getTime());
    },
  );
});

describe('finite', () => {
  it.each([
    ['12', 12],
    ['-1.5e3', -1500],
    ['nan', null],
    ['inf', null],
    ['1e999', null],
    ['twelve', null],
    [null, null],
  ])('reads %s', async (text, number) => {
    expect(await value('SELECT finite(CAST($1 AS VARCHAR))', text)).toBe(number);
  });
});
