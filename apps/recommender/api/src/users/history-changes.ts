/** Whose history changed, told by PostgreSQL to every instance of the service, with the commit that changes it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventEmitter } from 'node:events';
import type { Logger } from '@casebook/core/logging';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';

const CHANNEL = 'user_histories';
/** PostgreSQL takes less than 8000 bytes in one notification; an id has at most 128 characters. */
const MOST_BYTES = 7_000;

/** Tells, once the transaction is committed. */
export async function tellChanged(manager: EntityManager, userIds: Iterable<string>): Promise<void> {
  const parts: string[][] = [];
  let bytes = MOST_BYTES;
  for (const userId of new Set(userIds)) {
    const size = Buffer.byteLength(JSON.stringify(userId)) + 1;
    if ((bytes += size) > MOST_BYTES) bytes = parts.push([]) && size;
    parts.at(-1)!.push(userId);
  }
  const payloads = parts.map((part) => JSON.stringify(part));
  await manager.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [CHANNEL, payloads]);
}

export interface HistoryChangesOptions {
  database: DatabaseService;
  logger: Logger;
  changed: (userIds: string[]) => void;
  /** Whether every change is heard of: false while the connection is lost. */
  following: (following: boolean) => void;
}

/** Listens on a connection of its own until the signal aborts; one that is lost is made anew. */
export async function followHistoryChanges(options: HistoryChangesOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listen(options, signal).catch((error: unknown) => options.logger.debug({ err: error }, 'changes of histories are not heard of'));
    options.following(false);
    await sleep(1000, undefined, { signal }).catch(() => undefined); // stopping
  }
}

/** Resolves when the connection is lost or the signal aborts. */
async function listen({ database, changed, following }: HistoryChangesOptions, signal: AbortSignal): Promise<void> {
  const runner = database.dataSource.createQueryRunner();
  try {
    const connection = (await runner.connect()) as EventEmitter;
    const ended = new Promise<void>((resolve) => {
      connection.once('end', resolve).once('error', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve(); // while it connected
    });
    connection.on('notification', ({ payload }: { payload: string }) => changed(JSON.parse(payload) as string[]));
    await runner.query(`LISTEN ${CHANNEL}`);
    following(true);
    await ended;
    connection.removeAllListeners('notification');
    if (signal.aborted) await runner.query(`UNLISTEN ${CHANNEL}`);
  } finally {
    await runner.release().catch(() => undefined); // lost already
  }
}
