/** Fills a service with a synthetic shop through its public API. */
import { createShop, type ShopEvent } from '@casebook/dataset-synthetic-shop';
import type { HttpClient } from './http-client.js';
import { SHOP } from './train-package.js';

export interface SeededShop {
  users: string[];
  items: string[];
}

const types = { view: 'shop.item.viewed', basket: 'shop.basket.added', purchase: 'shop.item.purchased' } as const;

/** A CloudEvent in structured mode for one action of the synthetic shop. */
export const cloudEvent = ({ userId, itemId, event, time, quantity, price }: ShopEvent, id: string) => ({
  specversion: '1.0',
  id,
  source: '/bench',
  type: types[event],
  time: new Date(time).toISOString(),
  datacontenttype: 'application/json',
  data: { userId, itemId, quantity, price },
});

/**
 * Catalogue and the history of its customers (it ends now), then waits until the last event is applied.
 *
 * @param size of the catalogue: the items that the model was trained on, then new ones; nothing is out of stock, so that all of it is searched
 */
export async function seed(client: HttpClient, size: number): Promise<SeededShop> {
  const shop = createShop(SHOP.seed, { ...SHOP, until: Date.now() });
  const catalogue = [...shop.items, ...newItems(size - shop.items.length)];
  const json = 'application/json';
  for (const part of parts(catalogue, 1000)) {
    const body = part.map(({ id, name, category, price }) => ({ id, name, category, price, stock: 1_000_000 }));
    await client.post('/v1/items', json, JSON.stringify(body));
  }
  const history = shop.history();
  let index = 0;
  for (const part of parts(history, 1000)) {
    await client.post(
      '/v1/events',
      'application/cloudevents-batch+json',
      JSON.stringify(part.map((event) => cloudEvent(event, `seed-${index++}`))),
    );
  }
  await applied(client, history);
  return { users: [...shop.userIds], items: catalogue.map(({ id }) => id) };
}

/** Items of another shop under ids of their own. */
const newItems = (count: number) =>
  count > 0 ? createShop(SHOP.seed + 1, { items: count, users: 1 }).items.map((item) => ({ ...item, id: `new-${item.id}` })) : [];

/** Events are applied in order for each user; the last event of each of the last users tells that all are. */
async function applied(client: HttpClient, history: readonly ShopEvent[]): Promise<void> {
  const last = new Map(history.slice(-2000).map((event) => [event.userId, event]));
  for (const [user, { itemId }] of last) {
    for (const deadline = Date.now() + 300_000; ;) {
      const { entries } = JSON.parse(await client.get(`/v1/users/${user}/history?limit=20`)) as { entries: { item: { id: string } }[] };
      if (entries.some(({ item }) => item.id === itemId)) break;
      if (Date.now() > deadline) throw new Error('The seeded events were not applied within five minutes: see the log of the service.');
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

function* parts<T>(array: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < array.length; start += size) yield array.slice(start, start + size);
}
