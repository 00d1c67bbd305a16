import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database.js';
import { testDatabase } from './testing/index.js';

let empty: Database;
let database: Database;
beforeAll(async () => {
  empty = await testDatabase({ entities: [], migrations: [] });
  database = await openDatabase({ name: 'prepared', url: empty.url, entities: [], migrations: [], preparedStatements: true, poolSize: 1 });
});
afterAll(async () => {
  await database?.close();
  await empty?.close();
});

const prepared = async () =>
  (await database.dataSource.query<{ statement: string }[]>('SELECT statement FROM pg_prepared_statements')).map(
    ({ statement }) => statement,
  );

describe('preparedStatements', () => {
  it('prepares a statement with parameters once, and gives its results', async () => {
    const sql = 'SELECT $1::int + $2::int AS sum';
    for (let i = 0; i < 5; i++) expect(await database.dataSource.query(sql, [i, 40])).toEqual([{ sum: i + 40 }]);
    expect((await prepared()).filter((statement) => statement === sql)).toHaveLength(1);
  });

  it('keeps statements within a transaction, changes and errors as they are', async () => {
    await database.dataSource.transaction(async (manager) => {
      await manager.query('CREATE TABLE numbers (n int PRIMARY KEY)');
      expect(await manager.query('INSERT INTO numbers VALUES ($1) RETURNING n', [7])).toEqual([{ n: 7 }]);
    });
    expect(await database.dataSource.query('UPDATE numbers SET n = $1 WHERE n = $2', [8, 7])).toEqual([[], 1]);
    await expect(database.dataSource.query('INSERT INTO numbers VALUES ($1)', [8])).rejects.toThrow(/duplicate key/);
    await expect(database.dataSource.query('SELECT nothing FROM nowhere WHERE n = $1', [8])).rejects.toThrow(/nowhere/);
    expect(await database.dataSource.query('SELECT n FROM numbers WHERE n > $1', [0])).toEqual([{ n: 8 }]);
  });
});
