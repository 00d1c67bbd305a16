/** A real PostgreSQL of this process' own: started on a folder, shared by the processes that use it, ended with the last of them. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { canEnter, serverAccount } from './account.js';
import { binaries, openFolder } from './binaries.js';
import { signIn } from './clients.js';
import { createCluster } from './cluster.js';
import { answers, launch, runningServer, type Launch } from './postmaster.js';
import { isAlive, withStartLock } from './start-lock.js';

export interface EmbeddedOptions {
  /** Holds `data/`, the generated password, the server's log and who uses it. */
  folder: string;
  /** Default: a free one. Ignored where the folder's server already runs. */
  port?: number;
  /** False gives up `fsync`: faster, and a power cut may lose data. For tests. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends the server, unless another process still uses it. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL 18 on a folder, or joins the server that another process runs there.
 *
 * Works as an ordinary user and as root (PostgreSQL then runs as `postgres` or `nobody`; where that account cannot enter the folder,
 * data and programs go to `/var/lib/casebook`). A server left by a killed process is ended by its guard, or joined if that failed too.
 *
 * @throws {CasebookError} `EMBEDDED_POSTGRES_MISSING`, `EMBEDDED_POSTGRES_FAILED` (with the end of the server's log), `EMBEDDED_POSTGRES_LOCKED`
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount(join(options.folder, 'data'));
  const folder = reachable(resolve(options.folder), account);
  mkdirSync(folder, { recursive: true });
  const data = join(folder, 'data');
  const bin = binaries(account);
  return withStartLock(join(folder, 'lock'), async () => {
    const password = await createCluster({ bin, folder, data, account });
    const found = await leftover(data, password);
    const server =
      found ?? (await launchOnFreePort({ bin, folder, data, account, password, durable: options.durable ?? true }, options.port));
    const signOut = signIn(folder);
    return {
      ...server,
      url: `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`,
      stop: () =>
        withStartLock(join(folder, 'lock'), async () => {
          const current = runningServer(data);
          if (signOut() && current) await end(current.pid);
        }),
    };
  });
}

function reachable(folder: string, account: ReturnType<typeof serverAccount>): string {
  if (!account || canEnter(folder, account)) return folder;
  return join(openFolder, `${basename(folder)}-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
}

/** The server that already runs on this folder, once it answers; one that is shutting down is waited for, one that hangs is ended. */
async function leftover(data: string, password: string): Promise<{ pid: number; port: number } | undefined> {
  for (const end_ = Date.now() + 10_000; Date.now() < end_; await sleep(50)) {
    const found = runningServer(data);
    if (!found) return undefined;
    if (await answers(found.port, password, data)) return found;
  }
  const hanging = runningServer(data);
  if (hanging) await end(hanging.pid);
  return undefined;
}

async function launchOnFreePort(options: Omit<Launch, 'port'>, wanted?: number): Promise<{ pid: number; port: number }> {
  for (const deadline = Date.now() + 30_000; ; await sleep(200)) {
    const port = wanted ?? (await freePort());
    try {
      return await launch({ ...options, port });
    } catch (error) {
      const log = readFileSync(join(options.folder, 'server.log'), 'utf8').slice(-2_000);
      // Somebody took the free port in between, or the processes of a killed server are not all gone yet.
      if (Date.now() > deadline || !/Address already in use|shared memory block/.test(log)) throw error;
    }
  }
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT'); // fast shutdown: transactions are rolled back, data is flushed
  for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 25) await sleep(25);
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT'); // immediate: the next start recovers from the log
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
