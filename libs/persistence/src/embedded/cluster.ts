/** Creates the data folder once: beside its place, then renamed, so that a killed `initdb` leaves nothing half-made. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CasebookError } from '@casebook/core';
import type { Account } from './account.js';

export interface Cluster {
  bin: string;
  folder: string;
  data: string;
  account: Account | undefined;
}

/**
 * Runs `initdb` where the folder holds no cluster yet.
 *
 * @returns the password of the role `postgres`, generated once and kept in `password` (mode 0600)
 * @throws {CasebookError} `EMBEDDED_POSTGRES_FAILED`
 */
export async function createCluster({ bin, folder, data, account }: Cluster): Promise<string> {
  const passwordFile = join(folder, 'password');
  if (existsSync(join(data, 'PG_VERSION'))) return readFileSync(passwordFile, 'utf8').trim();
  const fresh = join(folder, 'data.new');
  const handOver = join(folder, 'password.new'); // readable for the server's account while initdb runs
  for (const path of [fresh, data]) rmSync(path, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  writeFileSync(handOver, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [fresh, handOver]) chownSync(path, account.uid, account.gid);
  try {
    await promisify(execFile)(
      join(bin, 'initdb'),
      [
        `--pgdata=${fresh}`,
        '--username=postgres',
        `--pwfile=${handOver}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...account, cwd: '/' },
    );
  } catch (cause) {
    const { stderr = '' } = cause as { stderr?: string };
    throw new CasebookError('EMBEDDED_POSTGRES_FAILED', `initdb failed; set DATABASE_URL to use another server. ${stderr.slice(-1_000)}`, {
      cause,
    });
  }
  if (account) chownSync(handOver, 0, 0);
  chmodSync(handOver, 0o600);
  renameSync(handOver, passwordFile);
  renameSync(fresh, data);
  return password;
}
