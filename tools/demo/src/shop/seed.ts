/** Fills an empty shop through its public API: the synthetic catalogue, and a history that ends now. */
import type { InteractionEvent } from '@casebook/recommender-contract';
import type { ShopEvent, SyntheticShop } from '@casebook/dataset-synthetic-shop';
import { UnavailableError } from '@casebook/core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopClient } from './shop-client.js';
import { toInteraction, toItem } from './shop-events.js';

/** What of the client seeding needs. */
export type SeedClient = Pick<ShopClient, 'itemCount' | 'hasItem' | 'writeItems' | 'send' | 'knows'>;

const BATCH = 1000;
const AT_ONCE = 3; // batches on their way: enough to keep the service's database busy
const SOURCE = '/synthetic-shop/history';

export type SeedState = 'empty' | 'ours' | 'partly ours' | 'foreign';

/** What is in the shop: nothing, all of the synthetic shop, a part of it (a start that was broken off), or something else. */
export async function seedState(client: SeedClient, shop: SyntheticShop, history: readonly ShopEvent[]): Promise<SeedState> {
  if ((await client.itemCount()) === 0) return 'empty';
  if (!(await client.hasItem(shop.items[0]!.id))) return 'foreign';
  const last = history.at(-1)!;
  return (await client.knows(last.userId, last.itemId)) ? 'ours' : 'partly ours';
}

export interface SeedOptions {
  /** The time the history is shifted to end at, in milliseconds since the epoch. */
  now: number;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Writes the catalogue and the history, and waits until the history is applied. Events have ids that follow from the shop, so that
 * doing it again, after a start that was broken off, counts nothing twice.
 *
 * @returns the number of events
 * @throws {CasebookError} what the service says where it refuses
 * @throws {UnavailableError} `HISTORY_NOT_APPLIED` after two minutes without progress
 */
export async function seed(
  client: SeedClient,
  shop: SyntheticShop,
  history: readonly ShopEvent[],
  { now, onProgress }: SeedOptions,
): Promise<number> {
  for (const items of batches(shop.items.map(toItem))) await client.writeItems(items);

  const events = shifted(history, shop.end, now);
  const queue = batches(events);
  let sent = 0;
  const sender = async () => {
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      await client.send(batch);
      onProgress?.((sent += batch.length), events.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  await applied(client, history);
  return events.length;
}

/** The history moved in time so that what happened at `end` happens at `now`; order and pauses stay. */
export const shifted = (history: readonly ShopEvent[], end: number, now: number): InteractionEvent[] =>
  history.map((event, i) => toInteraction(event, `h${i}`, SOURCE, event.time + now - end));

async function applied(client: SeedClient, history: readonly ShopEvent[]): Promise<void> {
  // Events of one user are applied in order: where the last of the last hundred are in, so is what came before.
  const last = new Map(history.slice(-100).map((event) => [event.userId, event.itemId]));
  for (const [userId, itemId] of last) {
    const deadline = Date.now() + 120_000;
    while (!(await client.knows(userId, itemId))) {
      if (Date.now() > deadline) {
        throw new UnavailableError(
          'HISTORY_NOT_APPLIED',
          'The history was taken but is not applied: see the log of the service, or start with --fresh.',
        );
      }
      await sleep(100);
    }
  }
}

function batches<T>(values: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(values.length / BATCH) }, (_, i) => values.slice(i * BATCH, (i + 1) * BATCH));
}
