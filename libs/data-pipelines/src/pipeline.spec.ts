import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidInputError } from '@casebook/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readColumns } from './columns.js';
import { literal, withDatabase } from './duckdb.js';
import { runPipeline, type Pipeline } from './pipeline.js';
import type { Step } from './step.js';

describe('runPipeline', () => {
  let dir: string;
  let out: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'pipeline-'));
    out = join(dir, 'out');
    await writeFile(join(dir, 'sales.csv'), 'user,amount\nann,3\nbob,-1\n,5\nann,x\nann,4\n');
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const sqlFile = async (name: string, sql: string) => {
    await writeFile(join(dir, name), sql);
    return pathToFileURL(join(dir, name));
  };
  const cleanSql = `SELECT "user", finite(amount) AS amount, CASE WHEN "user" IS NULL THEN 'no_user' WHEN finite(amount) IS NULL THEN 'no_number'
    WHEN finite(amount) < 0 THEN 'negative' END AS dropped_by FROM sales ORDER BY source_row`;
  const clean = async (sql = cleanSql): Promise<Step> => ({
    name: 'clean',
    sql: await sqlFile('clean.sql', sql),
    inputs: ['sales'],
    schema: { user: 'VARCHAR', amount: 'DOUBLE' },
    rules: ['no_user', 'no_number', 'negative', 'never'],
  });
  const total = async (sql = 'SELECT "user", sum(amount) AS amount FROM clean GROUP BY "user";\n'): Promise<Step> => ({
    name: 'total',
    sql: await sqlFile('total.sql', sql),
    inputs: ['clean'],
    schema: { user: 'VARCHAR', amount: 'DOUBLE' },
  });
  const pipeline = (...steps: Step[]): Pipeline => ({
    name: 'sales',
    sources: { sales: { file: join(dir, 'sales.csv'), required: ['user', 'amount'] } },
    steps,
  });

  it('counts rows in, out and dropped by each rule, and writes them down', async () => {
    const report = await runPipeline(pipeline(await clean(), await total()), out);
    expect(report.steps.map(({ name, rowsIn, rowsOut, dropped }) => ({ name, rowsIn, rowsOut, dropped }))).toEqual([
      {
        name: 'clean',
        rowsIn: { sales: 5 },
        rowsOut: 2,
        dropped: [
          { rule: 'no_user', rows: 1 },
          { rule: 'no_number', rows: 1 },
          { rule: 'negative', rows: 1 },
          { rule: 'never', rows: 0 },
        ],
      },
      { name: 'total', rowsIn: { clean: 2 }, rowsOut: 1, dropped: [] },
    ]);
    expect(JSON.parse(await readFile(join(out, 'report.json'), 'utf8'))).toEqual(report);
    expect(await readFile(join(out, 'report.md'), 'utf8')).toContain('| clean | 5 | 2 | no_user 1, no_number 1, negative 1, never 0 |');
    const rows = await withDatabase(out, (db) =>
      readColumns(db, `SELECT * FROM read_parquet(${literal(join(out, 'total.parquet'))})`, { user: 'string', amount: 'float64' }),
    );
    expect([rows.user, [...rows.amount]]).toEqual([['ann'], [7]]);
    expect(readdirSync(out).filter((file) => /partial|spill/.test(file))).toEqual([]);
  });

  it('runs again only what has changed, and what was damaged', async () => {
    const cached = async (...steps: Step[]) => (await runPipeline(pipeline(...steps), out)).steps.map((step) => step.cached);
    expect(await cached(await clean(), await total())).toEqual([false, false]);
    expect(await cached(await clean(), await total())).toEqual([true, true]);
    expect(await cached(await clean(), await total('SELECT "user", max(amount) AS amount FROM clean GROUP BY "user"'))).toEqual([
      true,
      false,
    ]);
    await writeFile(join(out, 'clean.parquet'), 'damaged');
    expect(await cached(await clean(), await total())).toEqual([false, false]); // total's own SQL changed back
    await writeFile(join(dir, 'sales.csv'), 'user,amount\nann,3\n');
    expect(await cached(await clean(), await total())).toEqual([false, false]);
    expect(readdirSync(join(out, 'sources'))).toHaveLength(1); // the copy of the old file is gone
  });

  it.each([
    ['a column that is missing', 'SELECT "user" FROM clean', /total\.sql: column amount \(DOUBLE\) is missing/],
    ['a column of another type', `SELECT "user", 'x' AS amount FROM clean`, /column amount is VARCHAR, declared DOUBLE/],
    ['a column too many', 'SELECT "user", amount, 1 AS extra FROM clean', /column extra is not declared/],
  ])('names %s, before it writes anything', async (_, sql, message) => {
    await expect(runPipeline(pipeline(await clean(), await total(sql)), out)).rejects.toMatchObject({
      code: 'SCHEMA_MISMATCH',
      message: expect.stringMatching(message),
    });
    expect(readdirSync(out)).not.toContain('total.parquet');
  });

  it.each([
    ['loses rows', cleanSql.replace('FROM sales', "FROM sales WHERE amount <> '4'")],
    ['makes rows', cleanSql.replace('FROM sales', 'FROM sales CROSS JOIN (VALUES (1), (2)) AS t(x)')],
    ['names a rule that is not declared', cleanSql.replace('no_number', 'typo')],
  ])('refuses a cleaning step that %s', async (_, sql) => {
    await expect(runPipeline(pipeline(await clean(sql)), out)).rejects.toMatchObject({
      code: 'ROWS_UNACCOUNTED',
      message: expect.stringContaining('clean.sql'),
    });
  });

  it('names the file whose SQL fails, and an input that is not there', async () => {
    await expect(runPipeline(pipeline(await clean('SELECT nothing FROM sales')), out)).rejects.toMatchObject({
      code: 'STEP_FAILED',
      message: expect.stringMatching(/clean\.sql.*nothing/s),
    });
    const lost = { ...(await total()), inputs: ['lost'] };
    await expect(runPipeline(pipeline(lost), out)).rejects.toMatchObject({
      code: 'STEP_INPUT_UNKNOWN',
      message: expect.stringContaining('lost'),
    });
  });

  it('lets a gate refuse the run, also the second time', async () => {
    const gate: Step = {
      ...(await total()),
      refuse: (rows) => new InvalidInputError('TOO_RICH', `${String(rows[0]!['user'])} has ${String(rows[0]!['amount'])}`),
    };
    const run = async () => runPipeline(pipeline(await clean(), gate), out);
    await expect(run()).rejects.toMatchObject({ code: 'TOO_RICH', message: 'ann has 7' });
    await expect(run()).rejects.toMatchObject({ code: 'TOO_RICH' });
  });

  it('says so when a step needs more than it may use', async () => {
    const sql = 'SELECT CAST(r AS STRING) AS "user", r AS amount FROM (SELECT random() AS r FROM range(500000)) ORDER BY r';
    const step = { ...(await total(sql)), inputs: [] };
    await expect(runPipeline(pipeline(step), out, { memoryLimit: '4MB', threads: 1 })).rejects.toMatchObject({
      code: 'RESOURCES_EXHAUSTED',
      status: 503,
    });
  });

  it('sorts more than fits into its memory, on disk', async () => {
    const sql = 'SELECT CAST(r AS STRING) AS "user", r AS amount FROM (SELECT random() AS r FROM range(1500000)) ORDER BY r';
    const step = { ...(await total(sql)), inputs: [] };
    const report = await runPipeline({ ...pipeline(step), sources: {} }, out, { memoryLimit: '40MB', threads: 1 });
    expect(report.steps[0]!.rowsOut).toBe(1_500_000);
  });
});
