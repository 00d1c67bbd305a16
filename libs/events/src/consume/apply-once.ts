/** One transaction for inbox and effects; a batch that fails is halved until the event that makes it fail stands alone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isTransientDatabaseError } from '@casebook/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import { eventIdentity } from '../definitions/domain-event.js';
import { Inbox } from '../inbox/inbox.js';
import type { Decoded, ReceivedEvent } from './decode-batch.js';

export interface ApplyOptions {
  dataSource: DataSource;
  consumer: string;
  handle: (manager: EntityManager, events: ReceivedEvent[]) => Promise<void>;
  /** How often an event that fails alone is tried before it is given up. */
  attempts: number;
  /** Takes what was given up. */
  giveUp: (failed: Decoded, error: unknown) => Promise<void>;
  signal: AbortSignal;
}

/**
 * Applies each event once, in order.
 *
 * @returns the events that were new
 * @throws what is not the events' fault (PostgreSQL away, deadlock): nothing of the failing part was applied, try again later
 */
export async function applyOnce(options: ApplyOptions, batch: Decoded[]): Promise<ReceivedEvent[]> {
  if (batch.length === 0) return [];
  try {
    return await transaction(options, batch);
  } catch (error) {
    if (isTransientDatabaseError(error) || options.signal.aborted) throw error;
    if (batch.length === 1) return applyAlone(options, batch[0]!, error);
    const middle = batch.length >> 1;
    const first = await applyOnce(options, batch.slice(0, middle));
    return [...first, ...(await applyOnce(options, batch.slice(middle)))];
  }
}

async function applyAlone(options: ApplyOptions, single: Decoded, firstError: unknown): Promise<ReceivedEvent[]> {
  let error = firstError;
  for (let attempt = 1; attempt < options.attempts; attempt++) {
    await sleep(50 * 2 ** attempt, undefined, { signal: options.signal });
    try {
      return await transaction(options, [single]);
    } catch (again) {
      if (isTransientDatabaseError(again)) throw again;
      error = again;
    }
  }
  await options.giveUp(single, error);
  return [];
}

async function transaction({ dataSource, consumer, handle }: ApplyOptions, batch: Decoded[]): Promise<ReceivedEvent[]> {
  return dataSource.transaction(async (manager) => {
    const identities = batch.map(({ event }) => eventIdentity(event));
    const unseen = await Inbox.filterNew(manager, consumer, identities);
    // `delete` is true for the first occurrence only: a duplicate within the batch is one, too.
    const fresh = batch.filter((_, i) => unseen.delete(identities[i]!)).map(({ event }) => event);
    if (fresh.length > 0) await handle(manager, fresh);
    return fresh;
  });
}
