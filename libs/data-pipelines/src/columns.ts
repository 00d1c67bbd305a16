/** Parquet columns into typed arrays and string arrays, chunk by chunk. */
import { CasebookError } from '@casebook/core';
import type { DuckDBConnection } from '@duckdb/node-api';

/** How a column is wanted: typed arrays for numbers (a NULL becomes NaN, or −1 for integers), strings (NULL becomes '') and lists of strings. */
export type ColumnKind = 'int32' | 'float32' | 'float64' | 'string' | 'strings';

interface ColumnOf {
  int32: Int32Array;
  float32: Float32Array;
  float64: Float64Array;
  string: string[];
  strings: string[][];
}

/** What {@link readColumns} returns for the columns asked for; all of one length. */
export type Columns<K extends Readonly<Record<string, ColumnKind>>> = { [name in keyof K]: ColumnOf[K[name]] };

/**
 * Reads a query's columns.
 *
 * @param sql must yield every column named in `kinds`
 * @returns one array a column, each as long as the result
 * @throws {CasebookError} `COLUMN_MISSING`
 *
 * @example
 * const { user, time } = await readColumns(db, 'SELECT user, time FROM log ORDER BY time', { user: 'int32', time: 'float64' });
 */
export async function readColumns<const K extends Readonly<Record<string, ColumnKind>>>(
  db: DuckDBConnection,
  sql: string,
  kinds: K,
): Promise<Columns<K>> {
  const result = await db.run(sql);
  const names = result.columnNames();
  const columns = Object.entries(kinds).map(([name, kind]) => {
    const index = names.indexOf(name);
    if (index < 0) throw new CasebookError('COLUMN_MISSING', `The query yields no column ${name}; it yields ${names.join(', ')}.`);
    return { name, index, kind, ...allocate(kind, result.rowCount) };
  });
  let offset = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const { index, put } of columns) {
      const at = offset;
      chunk.visitColumnValues(index, (value, row) => put(at + row, value));
    }
    offset += chunk.rowCount;
  }
  return Object.fromEntries(columns.map(({ name, array }) => [name, array])) as Columns<K>;
}

/** Room for `rows` values of a kind, and how one of DuckDB's values is put there. */
function allocate(kind: ColumnKind, rows: number): { array: ColumnOf[ColumnKind]; put: (row: number, value: unknown) => void } {
  switch (kind) {
    case 'int32': {
      const array = new Int32Array(rows);
      return { array, put: (row, value) => (array[row] = value === null ? -1 : Number(value)) };
    }
    case 'float32': {
      const array = new Float32Array(rows);
      return { array, put: (row, value) => (array[row] = value === null ? NaN : Number(value)) };
    }
    case 'float64': {
      const array = new Float64Array(rows);
      return { array, put: (row, value) => (array[row] = value === null ? NaN : Number(value)) };
    }
    case 'string': {
      const array = new Array<string>(rows).fill('');
      return { array, put: (row, value) => (array[row] = value === null ? '' : String(value)) };
    }
    case 'strings': {
      const array: string[][] = Array.from({ length: rows }, () => []);
      return { array, put: (row, value) => (array[row] = listItems(value)) };
    }
  }
}

const listItems = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items) ? value.items.map(String) : [];
