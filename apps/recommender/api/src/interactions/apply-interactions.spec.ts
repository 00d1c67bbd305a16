import { fc, test } from '@fast-check/vitest';
import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { INTERACTION_TYPES, type InteractionType } from '@casebook/recommender-contract';
import { applyEvent, DAY_MS, type HistoryEntry } from '@casebook/recommender-contract/features';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseService } from '../database/database.service.js';
import { entities, migrations } from '../database/tables.js';
import { HistoryLoader } from '../users/history.loader.js';
import { applyInteractions, type TimedInteraction } from './apply-interactions.js';

let database: Database;
let loader: HistoryLoader;
let service: DatabaseService;

beforeAll(async () => {
  database = await testDatabase({ entities, migrations });
  service = new DatabaseService({ url: database.url, dataDir: '', poolSize: 3, logger: { warn: () => undefined } as never });
  await service.connect();
  loader = new HistoryLoader(service);
});
afterAll(async () => {
  await service?.close();
  await database?.close();
});

const apply = (events: TimedInteraction[]) => database.dataSource.transaction((manager) => applyInteractions(manager, events));

let made = 0;
const event = (
  userId: string,
  itemId: string,
  type: InteractionType,
  time: number,
  quantity?: number,
  context?: string,
): TimedInteraction => ({
  specversion: '1.0',
  id: `e${made++}`,
  source: '/spec',
  type,
  time: new Date(time).toISOString(),
  data: { userId, itemId, ...(quantity === undefined ? {} : { quantity }), ...(context === undefined ? {} : { context }) },
});

const someEvents = fc.array(
  fc.record({
    item: fc.integer({ min: 0, max: 4 }),
    type: fc.constantFrom(...(Object.keys(INTERACTION_TYPES) as InteractionType[])),
    time: fc.integer({ min: 1_600_000_000_000, max: 1_600_000_000_000 + 20 * DAY_MS }),
    quantity: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    cut: fc.boolean(),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('applyInteractions', () => {
  test.prop([someEvents], { numRuns: 60 })(
    'gives the history that training computes, however the events are cut into batches',
    async (steps) => {
      const user = `user-${made}`;
      let expected: HistoryEntry[] = [];
      const batch: TimedInteraction[] = [];
      for (const { item, type, time, quantity, cut } of steps) {
        expected = applyEvent(expected, { item, action: INTERACTION_TYPES[type], time, ...(quantity === undefined ? {} : { quantity }) });
        batch.push(event(user, String(item), type, time, quantity));
        if (cut) await apply(batch.splice(0));
      }
      if (batch.length > 0) await apply(batch.splice(0));
      const { entries } = await loader.load(user);
      const byItem = (a: { item: number }, b: { item: number }) => a.item - b.item;
      const found = entries.map(({ itemId, ...entry }) => ({
        item: Number(itemId),
        ...entry,
        strength: expect.closeTo(entry.strength, 9),
      }));
      expect(expected.sort(byItem)).toEqual(found.sort(byItem));
      expect(entries.map(({ lastAt }) => lastAt)).toEqual(entries.map(({ lastAt }) => lastAt).sort((a, b) => b - a));
    },
  );

  it('counts purchases by day in UTC', async () => {
    const midnight = 19_000 * DAY_MS;
    const buy = (at: number) => event('u', 'lamp', 'shop.item.purchased', at, 5);
    await apply([buy(midnight - 1), buy(midnight), buy(midnight + DAY_MS - 1), event('u', 'lamp', 'shop.item.viewed', midnight)]);
    expect(await database.dataSource.query(`SELECT day, count FROM item_demand WHERE item_id = 'lamp' ORDER BY day`)).toEqual([
      { day: 18_999, count: 1 },
      { day: 19_000, count: 2 },
    ]);
  });

  it('knows an event again that the inbox has forgotten', async () => {
    const known = event('again', 'lamp', 'shop.item.purchased', Date.now());
    expect((await apply([known])).size).toBe(1);
    const other = event('again', 'vase', 'shop.item.purchased', Date.now());
    expect(await apply([known, other])).toEqual(new Set([`/spec ${other.id}`]));
    expect((await loader.load('again')).entries.map(({ purchases }) => purchases)).toEqual([1, 1]);
  });

  it('keeps the last context of the most recent item that has one', async () => {
    await apply([
      event('traveller', 'lamp', 'shop.item.viewed', 1_000, undefined, 'DE'),
      event('traveller', 'vase', 'shop.item.viewed', 2_000, undefined, 'FR'),
      event('traveller', 'bowl', 'shop.item.viewed', 3_000),
    ]);
    expect((await loader.load('traveller')).context).toBe('FR');
  });

  it('gives each of many requests its own history', async () => {
    await apply(['a', 'b', 'c'].map((user) => event(user, `of-${user}`, 'shop.item.viewed', Date.now())));
    const histories = await Promise.all(['c', 'nobody', 'a', 'c', 'b'].map((user) => loader.load(user)));
    expect(histories.map(({ entries }) => entries.map(({ itemId }) => itemId))).toEqual([['of-c'], [], ['of-a'], ['of-c'], ['of-b']]);
  });
});
