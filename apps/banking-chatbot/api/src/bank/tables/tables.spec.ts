import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { conversationMigrations } from '../../conversation/index.js';
import { bankMigrations } from './tables.js';

const migrations = [...bankMigrations, ...conversationMigrations];
let database: Database;
beforeAll(async () => {
  database = await testDatabase({ entities: [], migrations });
});
afterAll(() => database?.close());

it('tables and functions go and come again', async () => {
  const left = `
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION ALL SELECT routine_name FROM information_schema.routines WHERE routine_schema = 'public'`;
  for (let i = 0; i < migrations.length; i++) await database.dataSource.undoLastMigration();
  expect(await database.dataSource.query(left)).toEqual([]);
  await database.dataSource.runMigrations();
  expect(await database.dataSource.query('SELECT * FROM accounts')).toEqual([]);
});
