import { DAY_MS } from '@casebook/recommender-contract/features';
import { createRandom, useBackend } from '@casebook/training';
import { beforeAll, describe, expect, it } from 'vitest';
import { toInteractions } from '../data/interactions.js';
import { historiesAt, momentAt } from '../data/moments.js';
import { type TinyEvent, tinyShop } from '../data/tiny-shop.fixture.js';
import { buildTables } from '../tables/build-tables.js';
import { TwoTowerNetwork } from '../towers/two-tower-network.js';
import { shopState, staticColumns } from './shop-state.js';

const before: TinyEvent[] = [
  { user: 0, item: 0, day: 1 },
  { user: 0, item: 1, day: 2 },
  { user: 1, item: 1, day: 8 },
  { user: 2, item: 1, day: 9.9 },
  { user: 2, item: 2, day: 9.9 },
];
const after: TinyEvent[] = [
  { user: 3, item: 5, day: 10 },
  { user: 3, item: 5, day: 10.1 },
  { user: 0, item: 5, day: 11 },
  { user: 1, item: 2, day: 12 },
  { user: 2, item: 5, day: 13 },
];

/** The state on day 10, of towers that are as they start. */
async function stateOf(events: readonly TinyEvent[]) {
  const shop = tinyShop(events);
  const log = toInteractions(shop);
  const moment = momentAt(log, 10 * DAY_MS);
  const columns = staticColumns(shop);
  const tables = await buildTables(log, moment, historiesAt(log, moment), columns.tokens, { neighbours: 5, lambda: 1 });
  const network = new TwoTowerNetwork({ items: log.items, dimension: 4, hidden: 8 }, createRandom(1));
  return shopState(log, columns, moment, tables, network);
}

describe('shopState', () => {
  beforeAll(() => useBackend('cpu'));

  it('is the same whatever is sold from its moment on', async () => {
    const [short, long] = [await stateOf(before), await stateOf([...before, ...after])];
    expect(long.items.demand).toEqual(short.items.demand);
    expect(long.popularRows).toEqual(short.popularRows);
    expect(long.scorer.tables).toEqual(short.scorer.tables);
    expect(long.vectors).toEqual(short.vectors);
  });

  it('moves with what is sold before', async () => {
    const earlier = after.map((event) => ({ ...event, day: 9 }));
    const [short, moved] = [await stateOf(before), await stateOf([...before, ...earlier])];
    expect([short.popularRows[0], moved.popularRows[0]]).toEqual([1, 5]);
    expect(moved.items.demand).not.toEqual(short.items.demand);
    expect(moved.scorer.tables).not.toEqual(short.scorer.tables);
    expect(moved.vectors.vectors).not.toEqual(short.vectors.vectors); // demand is an input of the item tower
  });

  it('gives every item of the catalogue a unit vector, sold or not', async () => {
    const { vectors, allRows } = await stateOf(before);
    expect([...allRows]).toEqual([0, 1, 2, 3, 4, 5]);
    for (const item of allRows) expect(Math.hypot(...vectors.vectors.subarray(item * 4, item * 4 + 4))).toBeCloseTo(1, 5);
  });
});
