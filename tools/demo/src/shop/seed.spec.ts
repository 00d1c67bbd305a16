import { interactionBatchSchema, newItemsSchema } from '@casebook/recommender-contract';
import { createShop } from '@casebook/dataset-synthetic-shop';
import { describe, expect, it } from 'vitest';
import { seed, seedState, shifted, type SeedClient } from './seed.js';

const shop = createShop(7, { users: 20, items: 120, days: 30 });
const history = shop.history();

/** Remembers what it is given, checked by the contract; refuses what the service would refuse. */
function rememberingClient() {
  const items = new Set<string>();
  const events = new Map<string, { userId: string; itemId: string }>();
  const client: SeedClient = {
    itemCount: async () => items.size,
    hasItem: async (id) => items.has(id),
    writeItems: async (written) => newItemsSchema.parse(written).forEach(({ id }) => items.add(id)),
    send: async (sent) => {
      for (const { id, data } of interactionBatchSchema.parse(sent)) {
        expect(items.has(data.itemId)).toBe(true);
        events.set(id, data);
      }
      return sent.length;
    },
    knows: async (userId, itemId) => [...events.values()].some((data) => data.userId === userId && data.itemId === itemId),
  };
  return { client, items, events };
}

describe('seed', () => {
  it('fills an empty shop with everything, once', async () => {
    const { client, items, events } = rememberingClient();
    expect(await seedState(client, shop, history)).toBe('empty');
    const steps: number[] = [];
    await seed(client, shop, history, { now: Date.now(), onProgress: (done) => steps.push(done) });
    expect(items.size).toBe(120);
    expect(events.size).toBe(history.length);
    expect(steps.at(-1)).toBe(history.length);
    expect(await seedState(client, shop, history)).toBe('ours');

    await seed(client, shop, history, { now: Date.now() + 60_000 });
    expect(events.size).toBe(history.length);
  });

  it('knows a broken-off start and a stranger’s shop', async () => {
    const { client, items } = rememberingClient();
    items.add('something else');
    expect(await seedState(client, shop, history)).toBe('foreign');
    items.add(shop.items[0]!.id);
    expect(await seedState(client, shop, history)).toBe('partly ours');
  });
});

describe('shifted', () => {
  it('ends now and keeps the pauses', () => {
    const now = Date.UTC(2031, 4, 5);
    const events = shifted(history, shop.end, now);
    const times = events.map(({ time }) => Date.parse(time!));
    expect(Math.max(...times)).toBeLessThanOrEqual(now);
    expect(times.at(-1)! - times[0]!).toBe(history.at(-1)!.time - history[0]!.time);
    expect(new Set(events.map(({ id }) => id)).size).toBe(history.length);
  });
});
