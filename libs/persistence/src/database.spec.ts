import { randomUUID } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { openDatabase, type Database } from './database.js';
import { testDatabase } from './testing/index.js';

class Slow1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query('SELECT pg_sleep(0.3)');
    await runner.query('CREATE TABLE once (id int PRIMARY KEY)');
  }
  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE once');
  }
}

const open: Database[] = [];
const opened = async (database: Promise<Database>) => {
  open.push(await database);
  return open.at(-1)!;
};
afterEach(async () => {
  for (const database of open.splice(0).reverse()) await database.close();
});

describe('openDatabase', () => {
  it('lets two instances start together: the migration runs once', async () => {
    const empty = await opened(testDatabase({ entities: [], migrations: [] }));
    const start = () => opened(openDatabase({ name: 'twin', url: empty.url, entities: [], migrations: [Slow1700000000001] }));
    const [a] = await Promise.all([start(), start(), start()]);
    expect(await a!.dataSource.query('SELECT count(*)::int AS n FROM migrations')).toEqual([{ n: 1 }]);
  });

  it('sets the application name and cancels a statement that runs too long', async () => {
    const { url } = await opened(testDatabase({ entities: [], migrations: [] }));
    const { dataSource } = await opened(openDatabase({ name: 'shop', url, entities: [], migrations: [], statementTimeoutMs: 100 }));
    expect(await dataSource.query('SHOW application_name')).toEqual([{ application_name: 'shop' }]);
    await expect(dataSource.query('SELECT pg_sleep(10)')).rejects.toThrow(/statement timeout/);
  });

  it('goes on after the server has ended every connection', async () => {
    const { url } = await opened(testDatabase({ entities: [], migrations: [] }));
    const database = await opened(openDatabase({ name: 'shop', url, entities: [], migrations: [] }));
    const other = await opened(openDatabase({ name: 'operator', url, entities: [], migrations: [] }));
    await other.dataSource.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shop'`);
    await expect.poll(() => database.ready().then(() => 'ready', String), { timeout: 5_000 }).toBe('ready');
  });

  it.each([
    ['DATABASE_UNREACHABLE', 'postgres://nobody:x@127.0.0.1:1/x'],
    ['DATABASE_URL_INVALID', 'mysql://127.0.0.1/x'],
    ['DATABASE_URL_INVALID', 'not an address'],
  ])('fails with %s on %s', async (code, url) => {
    await expect(openDatabase({ name: 'x', url, entities: [], migrations: [], waitMs: 0 })).rejects.toMatchObject({ code });
  });

  it('says so when the account or the database is wrong', async () => {
    const [wrongPassword, noDatabase] = [new URL(inject('postgresUrl')), new URL(inject('postgresUrl'))];
    wrongPassword.password = 'wrong';
    noDatabase.pathname = `/${randomUUID()}`;
    for (const { href: url } of [wrongPassword, noDatabase]) {
      await expect(openDatabase({ name: 'x', url, entities: [], migrations: [], waitMs: 0 })).rejects.toMatchObject({
        code: 'DATABASE_REFUSED',
      });
    }
  });
});
