import { describe, expect, it } from 'vitest';
import { checkPortable } from './portable-sql.js';

describe('checkPortable', () => {
  it.each([
    ['SELECT a::INT FROM t', /CAST\(x AS type\)/],
    ['SELECT CAST(a AS VARCHAR) FROM t', /STRING/],
    [`SELECT * FROM read_csv('x.csv')`, /declare a source/],
    [`SELECT * FROM 'x.parquet'`, /declare a source/],
    ['SELECT * EXCLUDE (a) FROM t', /DuckDB only/],
    ['SELECT a, count(*) FROM t GROUP BY ALL', /name the columns/],
    ['DROP TABLE t', /no SELECT/],
  ])('refuses %s', (sql, message) => {
    expect(() => checkPortable(sql, 'step.sql')).toThrow(
      expect.objectContaining({ code: 'SQL_NOT_PORTABLE', message: expect.stringMatching(message) }),
    );
  });

  it.each([
    `SELECT 'a::b', 'drop table t' FROM t -- a::b, COPY`,
    `SELECT "set" FROM t WHERE a = 'it''s :: here'`,
    'SELECT CAST(a AS VARCHAR(3)) AS updated FROM t',
  ])('lets %s pass', (sql) => {
    expect(() => checkPortable(sql, 'step.sql')).not.toThrow();
  });
});
