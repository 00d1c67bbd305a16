import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './server.js';
import { isAlive } from './start-lock.js';

let folder: string;
const servers: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

const start = async () => {
  const server = await startEmbeddedPostgres({ folder, durable: false });
  servers.push(server);
  return server;
};

/** Another process that starts or joins the server of the folder and then only waits. */
const otherProcess = async () => {
  const child = fork(join(import.meta.dirname, '../testing/embedded-holder.ts'), [folder], {
    execArgv: ['--conditions=@casebook/source', '--import', '@oxc-node/core/register'],
  });
  children.push(child);
  const [pid] = (await once(child, 'message')) as [number];
  return { child, pid };
};

const query = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

// One folder for all: making the cluster is what takes long.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casebook-embedded-'));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) await server.stop();
});

describe('startEmbeddedPostgres', () => {
  it('keeps the data from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('joins the server of another process, which lives until the last of them has gone', async () => {
    const [one, two] = await Promise.all([otherProcess(), otherProcess()]);
    expect(one.pid).toBe(two.pid);
    const here = await start();
    expect(here.pid).toBe(one.pid);
    one.child.kill('SIGKILL');
    two.child.kill('SIGKILL');
    await Promise.all([once(one.child, 'exit'), once(two.child, 'exit')]);
    expect(await query(here.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await here.stop();
    expect(isAlive(here.pid)).toBe(false);
  });

  it('ends the server of a process that was killed', async () => {
    const { child, pid } = await otherProcess();
    child.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false);
  });

  it('starts again after the server itself was killed', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE crashed AS SELECT 42 AS answer');
    process.kill(first.pid, 'SIGKILL');
    await expect.poll(() => isAlive(first.pid), { timeout: 60_000 }).toBe(false);
    const second = await start();
    expect(await query(second.url, 'SELECT answer FROM crashed')).toEqual([{ answer: 42 }]);
  });
});
