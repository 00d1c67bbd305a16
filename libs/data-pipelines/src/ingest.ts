/** Brings a source into a run: as Parquet, once for each content of the file. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sha256File, sha256Text } from './checksum.js';
import { mountParquet, writeParquet, type Table } from './parquet.js';
import { readError } from './read-error.js';
import type { SourceReport } from './report.js';
import { openSource, selectAttributes, selectDeclared, type Source } from './sources.js';

/**
 * Checks, converts and mounts a source (and its attributes) under its name.
 *
 * @param tables gets the new tables
 * @returns what the report says of it; nothing for a file that may be absent and is
 */
export async function ingest(
  db: DuckDBConnection,
  name: string,
  source: Source,
  outDir: string,
  tables: Map<string, Table>,
): Promise<SourceReport[]> {
  const relation = await openSource(db, source);
  const sha256 = source.file === undefined ? 'absent' : await sha256File(source.file);
  const key = sha256Text(JSON.stringify([sha256, source.required, source.optional, relation.columns]));
  const selects = new Map([[name, selectDeclared(source, relation)]]);
  if (source.attributes) selects.set(`${name}_attributes`, selectAttributes(source, relation));
  for (const [table, sql] of selects) {
    const file = join(outDir, 'sources', `${table}-${key.slice(0, 16)}.parquet`);
    // The name holds the key and files appear whole: one that is there is the right one.
    if (!existsSync(file)) {
      await writeParquet(db, sql, file).catch((cause: unknown) => {
        throw readError(source.file ?? name, cause);
      });
    }
    tables.set(table, { file, key, rows: await mountParquet(db, table, file) });
  }
  if (source.file === undefined) return [];
  return [{ name, file: basename(source.file), sha256, bytes: (await stat(source.file)).size, rows: tables.get(name)!.rows }];
}
