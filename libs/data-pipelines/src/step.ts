/** One step of a pipeline: a `.sql` file, what it reads and what it must yield. */
import { CasebookError, UnavailableError } from '@casebook/core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identifier } from './duckdb.js';
import { writeParquet } from './parquet.js';
import { checkPortable } from './portable-sql.js';
import { checkSchema, type Schema } from './schema.js';

/** One `.sql` file: a single SELECT over the tables named in `inputs`. */
export interface Step {
  name: string;
  /** Where the SQL lies, e.g. `new URL('../sql/clean.sql', import.meta.url)`. */
  sql: URL;
  /** Sources, their `_attributes`, or earlier steps. */
  inputs: readonly string[];
  schema: Schema;
  /**
   * Makes it a cleaning step: the SELECT yields every row of the first input and one more column, `dropped_by` VARCHAR, the
   * name of the first of these rules that the row breaks, or NULL. The runner keeps the rest and counts.
   */
  rules?: readonly string[];
  /** Makes it a gate: a single row of its output refuses the run with this error (the first rows are handed over). */
  refuse?: (rows: Record<string, unknown>[]) => CasebookError;
}

/** Rows kept, and rows dropped by each rule in the order of the rules. */
export interface Evaluation {
  rowsOut: number;
  dropped: { rule: string; rows: number }[];
}

/** The step's file name, as errors and reports say it. */
export const sqlName = (step: Step) => basename(fileURLToPath(step.sql));

/**
 * Checks the columns a step yields, writes its Parquet file and counts what its rules dropped.
 *
 * @param sql the text of the step's file
 * @param rowsIn rows of its first input
 * @throws {CasebookError} `SQL_NOT_PORTABLE`, `SCHEMA_MISMATCH`, `RESOURCES_EXHAUSTED`, `ROWS_UNACCOUNTED`, `STEP_FAILED`; each names the `.sql` file
 */
export async function evaluate(db: DuckDBConnection, step: Step, sql: string, file: string, rowsIn: number): Promise<Evaluation> {
  checkPortable(sql, sqlName(step));
  try {
    const described = await db.runAndReadAll(`DESCRIBE ${sql}`);
    const actual = Object.fromEntries(described.getRows().map(([name, type]) => [String(name), String(type)]));
    checkSchema(step.rules ? { ...step.schema, dropped_by: 'VARCHAR' } : step.schema, actual, sqlName(step));
    const columns = Object.keys(step.schema).map(identifier).join(', ');
    if (step.rules) return await clean(db, sqlName(step), step.rules, columns, sql, file, rowsIn);
    return { rowsOut: await writeParquet(db, `SELECT ${columns} FROM (${sql})`, file), dropped: [] };
  } catch (cause) {
    if (cause instanceof CasebookError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    if (/^Out of Memory/i.test(message)) {
      throw new UnavailableError(
        'RESOURCES_EXHAUSTED',
        `${sqlName(step)} needs more memory or disk than the run may use: raise memoryLimit or free disk. ${message}`,
        { cause },
      );
    }
    throw new CasebookError('STEP_FAILED', `${sqlName(step)} failed: ${message}`, { cause });
  }
}

async function clean(
  db: DuckDBConnection,
  where: string,
  rules: readonly string[],
  columns: string,
  sql: string,
  file: string,
  rowsIn: number,
): Promise<Evaluation> {
  // Evaluated once, so that the counts are those of the very rows that are written.
  await db.run(`CREATE OR REPLACE TEMP TABLE judged AS ${sql}`);
  try {
    const counts = await db.runAndReadAll('SELECT dropped_by, count(*) FROM judged WHERE dropped_by IS NOT NULL GROUP BY dropped_by');
    const byRule = new Map(counts.getRows().map(([rule, rows]) => [String(rule), Number(rows)]));
    const dropped = rules.map((rule) => ({ rule, rows: byRule.get(rule) ?? 0 }));
    const judged = await db.runAndReadAll('SELECT count(*) FROM judged WHERE dropped_by IS NULL');
    const kept = Number(judged.value(0, 0));
    const accounted = kept + dropped.reduce((sum, { rows }) => sum + rows, 0);
    if (accounted !== rowsIn || byRule.size > rules.filter((rule) => byRule.has(rule)).length) {
      throw new CasebookError(
        'ROWS_UNACCOUNTED',
        `${where}: ${rowsIn} rows in, but ${kept} kept and ${accounted - kept} dropped by the declared rules (${rules.join(', ')}). ` +
          'A cleaning step yields each row of its first input once and names only declared rules.',
        { details: { rowsIn, kept, dropped: Object.fromEntries(byRule) } },
      );
    }
    return { rowsOut: await writeParquet(db, `SELECT ${columns} FROM judged WHERE dropped_by IS NULL`, file), dropped };
  } finally {
    await db.run('DROP TABLE judged');
  }
}
