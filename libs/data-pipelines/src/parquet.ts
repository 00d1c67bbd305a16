/** Parquet files as the tables of a run: the only place where a run reads or writes them. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { writeAtomically } from './atomic-file.js';
import { identifier, literal, readPath } from './duckdb.js';

/** A table of a run: its file, what determines its content, and its rows. */
export interface Table {
  file: string;
  key: string;
  rows: number;
}

/** Writes a query's rows, in their order, whole or not at all; returns how many. */
export async function writeParquet(db: DuckDBConnection, sql: string, file: string): Promise<number> {
  return writeAtomically(file, async (partial) => {
    const result = await db.run(`COPY (${sql}) TO ${literal(partial)} (FORMAT parquet, COMPRESSION zstd)`);
    return result.rowsChanged;
  });
}

/** Makes a Parquet file readable under a table name; returns its rows. */
export async function mountParquet(db: DuckDBConnection, name: string, file: string): Promise<number> {
  await db.run(`CREATE OR REPLACE VIEW ${identifier(name)} AS SELECT * FROM read_parquet(${readPath(file)})`);
  const counted = await db.runAndReadAll(`SELECT count(*) FROM ${identifier(name)}`);
  return Number(counted.value(0, 0));
}
