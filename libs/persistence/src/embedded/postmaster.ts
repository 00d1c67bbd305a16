/** The server process: started apart from our process group, recognised again by its `postmaster.pid`. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CasebookError } from '@casebook/core';
import pg from 'pg';
import type { Account } from './account.js';
import { isAlive } from './start-lock.js';

export interface Launch {
  bin: string;
  folder: string;
  data: string;
  port: number;
  account: Account | undefined;
  password: string;
  durable: boolean;
}

/**
 * Starts `postgres` on loopback only and waits until it answers.
 *
 * It runs in a process group of its own: Ctrl-C must first let the app finish its transactions.
 *
 * @throws {CasebookError} `EMBEDDED_POSTGRES_FAILED` with the end of its log
 */
export async function launch({ bin, folder, data, port, account, password, durable }: Launch): Promise<{ pid: number; port: number }> {
  const logFile = join(folder, 'server.log');
  const log = openSync(logFile, 'w');
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
  ];
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  server.unref();
  let failed: unknown;
  server.once('error', (error) => (failed = error)).once('exit', (code) => (failed ??= new Error(`exit code ${code}`)));
  for (const end = Date.now() + 60_000; !(await answers(port, password, data)); await sleep(20)) {
    if (!failed && Date.now() < end) continue;
    server.kill('SIGQUIT');
    const tail = readFileSync(logFile, 'utf8').slice(-1_000);
    throw new CasebookError(
      'EMBEDDED_POSTGRES_FAILED',
      `PostgreSQL did not start on port ${port}: see below, or set DATABASE_URL to use another server.\n${tail}`,
      { cause: failed },
    );
  }
  return { pid: server.pid!, port };
}

/** The server that `postmaster.pid` names, if that process lives. Lines of the file: pid, data folder, start time, port, … */
export function runningServer(data: string): { pid: number; port: number } | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined; // no such file: shut down properly
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 && isAlive(pid) ? { pid, port } : undefined;
}

/** Whether the server on this port accepts connections and is the one of this data folder. */
export async function answers(port: number, password: string, data: string): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined); // reported by the call that is under way
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
