import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readColumns, type ColumnKind } from './columns.js';
import { literal, withDatabase } from './duckdb.js';
import { ingest } from './ingest.js';
import type { Source } from './sources.js';

describe('sources', () => {
  let root: string;
  let dir: string;
  let file: string;
  beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'sources-'))));
  afterAll(() => rm(root, { recursive: true, force: true }));
  beforeEach(async () => {
    dir = await mkdtemp(join(root, 'test-'));
    file = join(dir, 'rows.csv');
  });

  const ingested = <const K extends Record<string, ColumnKind>>(source: Partial<Source>, table: string, kinds: K) =>
    withDatabase(dir, async (db) => {
      await ingest(db, 'rows', { file, required: ['id'], ...source }, join(dir, 'out'), new Map());
      return readColumns(db, `SELECT * FROM ${table} ORDER BY source_row`, kinds);
    });
  const read = (source: Partial<Source>) => ingested(source, 'rows', { source_row: 'int32', id: 'string' });

  test.prop(
    [
      fc.array(
        fc.string({ unit: 'binary', minLength: 1 }).map((id) => Buffer.from(id).toString()),
        { minLength: 1, maxLength: 20 },
      ),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.boolean(),
    ],
    {
      numRuns: 60,
    },
  )('keep any id whatever it holds: quotes, line breaks, delimiters, SQL', async (ids, delimiter, gzip) => {
    const tricky = [...ids, `'; DROP TABLE rows; --`, '"', '\n', '\r\n', ' spaced ', '001', 'NULL', '𝄞'];
    const text =
      [['n', 'id'], ...tricky.map((id, i) => [String(i), `"${id.replaceAll('"', '""')}"`])].map((row) => row.join(delimiter)).join('\n') +
      '\n';
    await writeFile(file, gzip ? gzipSync(text) : text);
    expect((await read({})).id).toEqual(tricky);
  });

  it('are found in a folder whose name looks like a pattern', async () => {
    const odd = join(dir, "a[b]*?'c");
    await mkdir(odd);
    await writeFile(join(odd, 'rows.csv'), 'id\na\n');
    expect((await read({ file: join(odd, 'rows.csv') })).id).toEqual(['a']);
  });

  it('find columns whatever their case, after a byte order mark, between Windows line ends', async () => {
    await writeFile(file, '\ufeffID,Other\r\na,1\r\nb,2\r\n');
    expect((await read({})).id).toEqual(['a', 'b']);
  });

  it('give NULL for an optional column that is missing, and no row for a file that is absent', async () => {
    await writeFile(file, 'id\na\n');
    const result = await ingested({ optional: ['price'] }, 'rows', { price: 'float64' });
    expect([...result.price]).toEqual([NaN]);
    expect((await read({ file: undefined })).id).toEqual([]);
  });

  it('take Parquet as well as CSV', async () => {
    const parquet = join(dir, 'rows.parquet');
    await withDatabase(dir, (db) =>
      db.run(`COPY (SELECT 7 AS id, TIMESTAMP '2011-01-01 10:00:00' AS at) TO ${literal(parquet)} (FORMAT parquet)`),
    );
    expect((await read({ file: parquet })).id).toEqual(['7']);
  });

  it('turn further columns into long form, lists into a row each', async () => {
    await writeFile(file, `id,genre,it's,note\na,x|y, 3 ,\n`);
    const kinds = { source_row: 'int32', position: 'int32', attribute: 'string', value: 'string' } as const;
    const rows = await ingested({ attributes: true }, 'rows_attributes', kinds);
    expect(rows.attribute.map((name, i) => [rows.source_row[i], rows.position[i], name, rows.value[i]])).toEqual([
      [1, 0, 'genre', 'x'],
      [1, 0, 'genre', 'y'],
      [1, 1, "it's", '3'],
    ]);
  });

  const gz = gzipSync(`id,b\n${'a,1\n'.repeat(20_000)}`);
  const flipped = Buffer.from(gz);
  flipped[gz.length >> 1]! ^= 0xff;
  it.each<[string, string | Buffer, string, RegExp]>([
    ['an empty file', '', 'FILE_EMPTY', /rows\.csv is empty/],
    ['only white space', ' \n\n', 'FILE_EMPTY', /rows\.csv is empty/],
    ['a missing column', 'key,b\n1,2\n', 'COLUMN_MISSING', /no column id; it has key, b/],
    ['a column twice', 'id,ID\n1,2\n', 'CSV_HEADER_INVALID', /two columns are named "id"/],
    ['a column without a name', 'id,\n1,2\n', 'CSV_HEADER_INVALID', /no name/],
    ['binary data', Buffer.from([1, 0, 2, 0, 3, 0]), 'CSV_INVALID', /not a CSV file/],
    ['Latin-1', Buffer.from('b,id\n1,caf\xe9\n', 'latin1'), 'CSV_INVALID', /UTF-8 at line 2/],
    ['a line without an end', `id,b\n${'x'.repeat(17 << 20)}`, 'CSV_INVALID', /line 2 is longer/],
    ['a line with a field too many', 'id,b\n1,2\n3,4,5\n', 'CSV_INVALID', /line 3: 3 fields where the header has 2/],
    ['a truncated gzip', gz.subarray(0, gz.length - 9), 'ARCHIVE_CORRUPT', /damaged gzip/],
    ['a damaged gzip', flipped, 'ARCHIVE_CORRUPT', /damaged gzip/],
    ['a zip archive', Buffer.from('PK\x03\x04rest', 'latin1'), 'ARCHIVE_UNEXPECTED', /unpack it/],
    ['a broken Parquet file', 'PAR1 and then nothing of the kind', 'FILE_UNREADABLE', /rows\.csv cannot be read/],
  ])('answer %s with a typed error', async (_, content, code, message) => {
    await writeFile(file, content);
    await expect(read({})).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('say which file is not there', async () => {
    await expect(read({ file: join(dir, 'nowhere.csv') })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      status: 404,
      message: expect.stringContaining('nowhere.csv'),
    });
  });
});
