/** Hears of changes on a connection of its own until the service stops; one that is lost is made anew. */
import type { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@casebook/core/logging';
import type { DatabaseService } from '../database/database.service.js';
import { CHANNEL, type Change } from './changes.js';

export interface FollowOptions {
  database: DatabaseService;
  logger: Logger;
  changed: (change: Change) => void;
}

export async function followChanges(options: FollowOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listen(options, signal).catch((error: unknown) => options.logger.debug({ err: error }, 'changes are not heard of'));
    await sleep(1000, undefined, { signal }).catch(() => undefined); // stopping
  }
}

/** Resolves when the connection is lost or the signal aborts. */
async function listen({ database, changed }: FollowOptions, signal: AbortSignal): Promise<void> {
  const runner = database.dataSource.createQueryRunner();
  try {
    const connection = (await runner.connect()) as EventEmitter;
    const ended = new Promise<void>((resolve) => {
      connection.once('end', resolve).once('error', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve(); // while it connected
    });
    connection.on('notification', ({ payload }: { payload: string }) => changed(JSON.parse(payload) as Change));
    await runner.query(`LISTEN ${CHANNEL}`);
    await ended;
    connection.removeAllListeners('notification');
    if (signal.aborted) await runner.query(`UNLISTEN ${CHANNEL}`);
  } finally {
    await runner.release().catch(() => undefined); // lost already
  }
}
