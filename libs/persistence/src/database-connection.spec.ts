import { createLogger } from '@casebook/core/logging';
import { afterEach, describe, expect, it } from 'vitest';
import { DatabaseConnection } from './database-connection.js';
import { testDatabase } from './testing/index.js';

const logs: string[] = [];
const logger = createLogger('spec', { write: (line) => void logs.push(line) });
const options = { name: 'spec', entities: [], migrations: [], dataDir: '/nowhere', poolSize: 2, whileAway: 'Nothing works.', logger };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

describe('DatabaseConnection', () => {
  it('is refused before the first connection, and then runs statements, prepared ones and transactions', async () => {
    const { url, close } = await testDatabase({ entities: [], migrations: [] });
    const connection = new DatabaseConnection({ ...options, url });
    open.push({ close }, connection);
    await expect(connection.query('SELECT 1')).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', status: 503 });
    await expect(connection.ready()).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    await connection.connect();
    await connection.ready();
    await connection.transaction((manager) => manager.query('CREATE TABLE things (id int)'));
    await expect(
      connection.transaction(async (manager) => {
        await manager.query('INSERT INTO things VALUES (1)');
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await connection.query('SELECT * FROM things')).toEqual([]);
    expect(await connection.prepared('twice', 'SELECT 2 * $1::int', [21])).toEqual([[42]]);
    expect(connection.place).toMatch(/^PostgreSQL at /);
  });

  it('waits for a server that is away, says what does not work until then, and gives up where waiting does not help', async () => {
    const away = new DatabaseConnection({ ...options, url: 'postgres://nobody@127.0.0.1:1/none' });
    const connecting = away.connect();
    await expect.poll(() => logs.join(''), { timeout: 20_000 }).toContain('PostgreSQL is away; trying again. Nothing works.');
    await away.close();
    await connecting;
    await expect(new DatabaseConnection({ ...options, url: 'mysql://x' }).connect()).rejects.toMatchObject({
      code: 'DATABASE_URL_INVALID',
    });
  });
});
