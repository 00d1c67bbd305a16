/** A fresh database for a spec, on the server that the global setup started. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database, type DatabaseOptions } from '../database.js';
export type * from './provided.js';

/**
 * Creates an empty database, runs the migrations and drops it again on `close()`.
 *
 * The project's vitest.config.mts names `libs/persistence/src/testing/global-setup.ts` as a global setup.
 */
export async function testDatabase(
  options: Pick<DatabaseOptions, 'entities' | 'migrations'> & Partial<DatabaseOptions>,
): Promise<Database> {
  const server = inject('postgresUrl');
  if (!server) throw new Error("Add libs/persistence/src/testing/global-setup.ts to this project's test.globalSetup.");
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const database = await openDatabase({
    name: 'test',
    poolSize: 5,
    ...options,
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
  });
  return {
    ...database,
    close: async () => {
      await database.close();
      await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
