/** Raw files come in as text: a CSV or Parquet file becomes a Parquet file of the declared columns, all VARCHAR, plus `source_row`. */
import { CorruptDataError, InvalidInputError, NotFoundError } from '@casebook/core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { checkText } from './check-text.js';
import { readCsvHeader } from './csv-header.js';
import { fileKind } from './file-kind.js';
import { readError } from './read-error.js';
import { identifier, literal, readPath } from './duckdb.js';

/** A raw file and the columns its steps need. Column names match whatever their case; further columns are ignored. */
export interface Source {
  /** Undefined where the file may be absent and is: the table is empty then. */
  file: string | undefined;
  required: readonly string[];
  /** Columns that may be missing: they are NULL then. */
  optional?: readonly string[];
  /**
   * Also write every other column in long form, as table `<name>_attributes` with one row a value: source_row BIGINT,
   * position INTEGER, attribute VARCHAR, value VARCHAR. Lists such as `a|b|c` become a row each.
   */
  attributes?: boolean;
}

interface Relation {
  sql: string;
  columns: string[];
}

/**
 * Finds out how a source is to be read, and whether it has what is needed.
 *
 * @returns SQL that yields the columns as VARCHAR
 * @throws {NotFoundError} `FILE_NOT_FOUND`
 * @throws {CorruptDataError} `FILE_EMPTY`, `ARCHIVE_CORRUPT`, `ARCHIVE_UNEXPECTED`, `CSV_INVALID`, `FILE_UNREADABLE`
 * @throws {InvalidInputError} `COLUMN_MISSING` naming column, file and the columns that are there
 */
export async function openSource(db: DuckDBConnection, source: Source): Promise<Relation> {
  if (source.file === undefined) return absent(source);
  const relation = await relationOf(db, source.file);
  const has = new Set(relation.columns.map((column) => column.toLowerCase()));
  const missing = source.required.filter((column) => !has.has(column.toLowerCase()));
  if (missing.length > 0) {
    throw new InvalidInputError(
      'COLUMN_MISSING',
      `${basename(source.file)} has no column ${missing.join(', ')}; it has ${relation.columns.join(', ')}. Rename or add the column in the file.`,
      { details: { file: basename(source.file), missing, found: relation.columns } },
    );
  }
  return relation;
}

/** The SELECT that reads the declared columns of an opened source, in file order. */
export function selectDeclared(source: Source, { sql, columns }: Relation): string {
  const has = new Set(columns.map((column) => column.toLowerCase()));
  const declared = [...source.required, ...(source.optional ?? [])].map((column) =>
    has.has(column.toLowerCase())
      ? `CAST(${identifier(column)} AS VARCHAR) AS ${identifier(column)}`
      : `CAST(NULL AS VARCHAR) AS ${identifier(column)}`,
  );
  return `SELECT row_number() OVER () AS source_row, ${declared.join(', ')} FROM (${sql})`;
}

/** The SELECT of the long form of every column that is not declared (see {@link Source.attributes}). */
export function selectAttributes(source: Source, { sql, columns }: Relation): string {
  const declared = new Set([...source.required, ...(source.optional ?? [])].map((column) => column.toLowerCase()));
  const others = columns.filter((column) => !declared.has(column.toLowerCase()));
  const pairs = others.map((column, i) => `{position: ${i}, attribute: ${literal(column)}, value: CAST(${identifier(column)} AS VARCHAR)}`);
  if (pairs.length === 0) {
    return 'SELECT CAST(0 AS BIGINT) AS source_row, 0 AS position, CAST(NULL AS VARCHAR) AS attribute, CAST(NULL AS VARCHAR) AS value WHERE 1 = 0';
  }
  return `SELECT source_row, position, attribute, trim(value) AS value FROM (
    SELECT source_row, cell.position AS position, cell.attribute AS attribute, unnest(string_split(cell.value, '|')) AS value
    FROM (SELECT row_number() OVER () AS source_row, unnest([${pairs.join(', ')}]) AS cell FROM (${sql}))
  ) WHERE trim(value) <> '' ORDER BY source_row, position`;
}

const absent = ({ required }: Source): Relation => ({
  sql: `SELECT ${required.map((column) => `CAST(NULL AS VARCHAR) AS ${identifier(column)}`).join(', ')} WHERE 1 = 0`,
  columns: [...required],
});

async function relationOf(db: DuckDBConnection, file: string): Promise<Relation> {
  const name = basename(file);
  const found = await stat(file).catch((cause: unknown) => {
    throw new NotFoundError('FILE_NOT_FOUND', `${name} was not found: check the folder given as --data.`, { cause });
  });
  if (!found.isFile()) throw new InvalidInputError('FILE_NOT_FOUND', `${name} is a folder, not a file.`);
  const kind = await fileKind(file);
  if (kind === 'empty') throw new CorruptDataError('FILE_EMPTY', `${name} is empty: it needs a header line and at least one row.`);
  if (kind === 'zip') throw new CorruptDataError('ARCHIVE_UNEXPECTED', `${name} is a zip archive: unpack it and give the file inside.`);
  if (kind === 'parquet' || name.endsWith('.parquet')) return parquet(db, file);
  return csv(file, kind === 'gzip' ? 'gzip' : 'none');
}

async function parquet(db: DuckDBConnection, file: string): Promise<Relation> {
  const sql = `SELECT * FROM read_parquet(${readPath(file)})`;
  try {
    return { sql, columns: (await db.run(`SELECT * FROM (${sql}) LIMIT 0`)).columnNames() };
  } catch (cause) {
    throw readError(file, cause);
  }
}

async function csv(file: string, compression: 'gzip' | 'none'): Promise<Relation> {
  await checkText(file, compression);
  const { delimiter, columns } = await readCsvHeader(file);
  // Nothing is left to DuckDB's guesses: a sniffed type or quote would change with the rows that happen to come first, and a
  // gzip file whose name does not say so would read as no rows at all.
  const types = columns.map((column) => `${literal(column)}: 'VARCHAR'`).join(', ');
  const options = `auto_detect = false, compression = ${literal(compression)}, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"', columns = {${types}}`;
  return { sql: `SELECT * FROM read_csv(${readPath(file)}, ${options})`, columns };
}
