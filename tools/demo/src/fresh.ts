/** Forgetting what the demo stored. */
import { ConflictError, InvalidInputError } from '@casebook/core';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes the embedded database's folder.
 *
 * @param databaseUrl a database of one's own, which is never emptied from here
 * @throws {InvalidInputError} `FRESH_NOT_EMBEDDED` where `databaseUrl` is given
 * @throws {ConflictError} `FRESH_IN_USE` while a server runs on the folder
 */
export async function forgetDatabase(folder: string, databaseUrl: string | undefined): Promise<void> {
  if (databaseUrl) {
    throw new InvalidInputError(
      'FRESH_NOT_EMBEDDED',
      '--fresh forgets the embedded database only: empty the one of DATABASE_URL yourself, or unset it.',
    );
  }
  const pid = await runningOn(folder);
  if (pid !== undefined) {
    throw new ConflictError('FRESH_IN_USE', `The database in ${folder} is in use (process ${pid}): end the demo that uses it first.`);
  }
  await rm(folder, { recursive: true, force: true });
}

async function runningOn(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : undefined;
  }
}
