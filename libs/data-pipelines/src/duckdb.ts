/** One bounded DuckDB database for a run: memory, threads and spill folder are limits, not hopes. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defineDialect } from './dialect.js';

/** What a run may use of the machine. */
export interface Resources {
  /** DuckDB's `memory_limit`, e.g. `2GB`; larger intermediate results spill to disk. */
  memoryLimit?: string;
  /** Worker threads, ≥ 1. */
  threads?: number;
}

const defaults = { memoryLimit: '2GB', threads: 2 } satisfies Resources;

/**
 * Opens an in-memory database, hands its connection to `work` and closes it whatever happens.
 *
 * Times are UTC, extensions are never downloaded, and what does not fit into memory is spilled to a folder of this
 * database's own under `scratch`, removed at the end.
 *
 * @param scratch folder for spilled data; made if absent
 */
export async function withDatabase<T>(scratch: string, work: (db: DuckDBConnection) => Promise<T>, resources: Resources = {}): Promise<T> {
  await mkdir(scratch, { recursive: true });
  const spill = await mkdtemp(join(scratch, '.spill-'));
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: resources.memoryLimit ?? defaults.memoryLimit,
    threads: String(resources.threads ?? defaults.threads),
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const db = await instance.connect();
    try {
      await db.run(`SET TimeZone = 'UTC'`);
      await defineDialect(db);
      return await work(db);
    } finally {
      db.closeSync();
    }
  } finally {
    instance.closeSync();
    await rm(spill, { recursive: true, force: true });
  }
}

/** A string as an SQL literal. */
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A name as an SQL identifier, whatever characters it holds. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A path as DuckDB's readers want it: they take `*`, `?` and `[` for patterns. */
export const readPath = (path: string) => literal(path.replace(/[*?[]/g, '[$&]'));
