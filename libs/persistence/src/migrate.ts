/** Migrations, one instance at a time: the others wait for the lock and then find nothing left to do. */
import pg from 'pg';
import type { DataSource } from 'typeorm';

/** Any fixed number will do, as long as every instance uses the same one. */
const migrationLock = 'casebook.migrations';

/**
 * Runs the pending migrations while holding an advisory lock of the database.
 *
 * The lock lives in a connection of its own, so that a killed process gives it back at once.
 */
export async function migrate(dataSource: DataSource, url: string): Promise<void> {
  const holder = new pg.Client({ connectionString: url, application_name: 'casebook-migrations', connectionTimeoutMillis: 10_000 });
  holder.on('error', () => undefined); // a lost connection fails the query that is under way
  await holder.connect();
  try {
    await holder.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [migrationLock]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await holder.end();
  }
}
