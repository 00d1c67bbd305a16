import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256File } from '@casebook/data-pipelines';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, interactionsCsv, itemsCsv, Random } from './index.js';
import { shelves } from './catalogue.js';
import { writeShop } from './write-shop.js';

const small = { users: 20, items: 120, days: 40 };
const bytes = (seed: number) => {
  const shop = createShop(seed, small);
  return createHash('sha256').update(itemsCsv(shop.items, shop.start)).update(interactionsCsv(shop.history())).digest('hex');
};

describe('createShop', () => {
  test.prop([fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })], { numRuns: 15 })('gives the same bytes for the same seed', (seed) => {
    expect(bytes(seed)).toBe(bytes(seed));
    expect(bytes(seed)).not.toBe(bytes(seed ^ 1));
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40 })], { numRuns: 25 })(
    'keeps its promises about events, whatever the sizes',
    (seed, items, users) => {
      const shop = createShop(seed, { items, users, days: 30 });
      const byId = new Map(shop.items.map((item) => [item.id, item]));
      let last = -Infinity;
      for (const { itemId, userId, time, price, quantity } of shop.history()) {
        const item = byId.get(itemId)!;
        expect(shop.userIds).toContain(userId);
        expect(time >= last && time >= shop.start && time < shop.end).toBe(true);
        expect(time).toBeGreaterThanOrEqual(shop.start + Math.max(0, item.addedDay) * 86_400_000); // nobody sees what is not there yet
        expect([price, quantity >= 1]).toEqual([item.price, true]);
        last = time;
      }
    },
  );

  it('buys consumables again about when they are used up, and tents not', () => {
    const purchases = createShop(3, { users: 300, days: 180 })
      .history()
      .filter(({ event }) => event === 'purchase');
    const { items } = createShop(3, { users: 300, days: 180 });
    const nounOf = new Map(items.map(({ id, type }) => [id, type]));
    const again = (noun: string) => {
      const pairs = purchases.filter(({ itemId }) => nounOf.get(itemId) === noun).map(({ userId, itemId }) => `${userId} ${itemId}`);
      return 1 - new Set(pairs).size / pairs.length;
    };
    expect(again('Coffee Beans')).toBeGreaterThan(0.5);
    expect(again('Tent')).toBeLessThan(0.1);
  });

  it('makes 100,000 items with names and ids of their own', () => {
    const { items } = createShop(7, { items: 100_000, users: 1 });
    expect(new Set(items.map(({ id }) => id)).size).toBe(100_000);
    expect(new Set(items.map(({ name }) => name)).size).toBe(100_000);
    expect(new Set(items.map(({ type }) => type)).size).toBe(shelves.length);
  });

  it('draws live sessions from the caller’s stream, only of what is in stock', () => {
    const play = () => {
      const shop = createShop(7, small);
      const random = new Random(5);
      return Array.from({ length: 60 }, (_, i) => shop.nextSession(random, { at: shop.end + i * 60_000 })).flat();
    };
    expect(play()).toEqual(play());
    const stock = new Map(createShop(7, small).items.map(({ id, stock }) => [id, stock]));
    expect(play().every(({ itemId }) => stock.get(itemId)! > 0)).toBe(true);
    expect(new Set(play().map(({ userId }) => userId)).size).toBeGreaterThan(5);
  });

  it.each([
    [{ users: 0 }, /users is 0/],
    [{ items: 1.5 }, /items is 1.5/],
    [{ days: NaN }, /days is NaN/],
    [{ until: 'soon' }, /until is soon/],
  ])('refuses %o', (options, message) => {
    expect(() => createShop(1, options)).toThrow(message);
  });

  it('names a customer that it does not know', () => {
    expect(() => createShop(1, small).nextSession(new Random(1), { userId: 'nobody' })).toThrow(
      expect.objectContaining({ code: 'SHOPPER_UNKNOWN', status: 404 }),
    );
  });
});

describe('writeShop', () => {
  let dir: string;
  beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'synthetic-shop-'))));
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('gives the bytes that manifest.json promises: packages name the seed they were trained on', async () => {
    const manifest = JSON.parse(await readFile(new URL('../manifest.json', import.meta.url), 'utf8'));
    await writeShop(createShop(manifest.seed, manifest.options), dir);
    for (const { name, sha256, bytes } of manifest.files) {
      expect((await stat(join(dir, name))).size).toBe(bytes);
      expect(await sha256File(join(dir, name))).toBe(sha256);
    }
  });

  it('writes both files of the interactions format', async () => {
    const rows = await writeShop(createShop(7, small), dir);
    const interactions = (await readFile(join(dir, 'interactions.csv'), 'utf8')).trimEnd().split('\n');
    expect(interactions[0]).toBe('user_id,item_id,timestamp,event,quantity,price');
    expect(interactions).toHaveLength(rows + 1);
    expect(interactions[1]).toMatch(/^u\d+,p\d+,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,view,1,\d+\.\d\d$/);
    const items = (await readFile(join(dir, 'items.csv'), 'utf8')).trimEnd().split('\n');
    expect(items).toHaveLength(small.items + 1);
    expect(items[1]).toMatch(/^p00000,"Norrvik Basic Tent, Moss Green",Camping & Hiking,Tent,Norrvik,/);
  });
});
