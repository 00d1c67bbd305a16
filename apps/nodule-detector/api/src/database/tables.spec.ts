import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities, migrations } from './tables.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ entities, migrations });
});
afterAll(() => database?.close());

describe('tables', () => {
  it('are what the entities say: there is nothing to migrate', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    const ours = upQueries.map(({ query }) => query).filter((query) => !/"(in|out)box/.test(query)); // those two are the events library's
    expect(ours).toEqual([]);
  });

  it('go and come again', async () => {
    for (let i = 0; i < migrations.length; i++) await database.dataSource.undoLastMigration();
    const tables = await database.dataSource.query(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migrations'`,
    );
    expect(tables).toEqual([]);
    await database.dataSource.runMigrations();
    expect(await database.dataSource.query('SELECT * FROM studies')).toEqual([]);
  });
});
