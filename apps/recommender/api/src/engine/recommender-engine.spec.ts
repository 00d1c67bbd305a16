import { rm } from 'node:fs/promises';
import {
  candidates,
  DAY_MS,
  dayOf,
  DEFAULT_QUOTA,
  type HistoryEntry,
  itemDemand,
  type ItemColumns,
  itemTowerInputs,
  type Mode,
  ownedItems,
  popularItems,
  rankerFeatures,
  RANKER_FEATURES,
  SourceScorer,
  tokenColumns,
  topK,
  userTowerInputs,
} from '@casebook/recommender-contract/features';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEngine, type ItemRow, type Ranked, type RecommenderEngine, type ShopperHistory } from './index.js';
import { DIMENSION, itemTowerInLoops, rankerInLoops, tinyWeights, userTowerInLoops } from './testing/tiny-models.js';
import { tinyRegistry, tinyTables } from './testing/tiny-registry.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // workers start slowly on busy machines

const TRAINED = 40;
const NOW = Date.UTC(2026, 0, 20, 12);
const brands = ['Norr', 'Sund', 'Vik'];
/** Rows 0 … 39 are known to the model, 40 … 49 are new. */
const shop: ItemRow[] = Array.from({ length: 50 }, (_, row) => ({
  id: row < TRAINED ? `t${row}` : `new${row}`,
  name: `Thing number ${'abcdefghij'[row % 10]}${'xyz'[row % 3]}`,
  category: row % 2 ? 'kitchen' : 'garden',
  price: row % 7 === 0 ? null : 1 + row,
  stock: row % 11 === 5 ? 0 : 3,
  attributes: { brand: brands[row % 3]!, heavy: row % 2 === 0, grams: row },
  createdAt: 0,
}));
const demand = shop.flatMap(({ id }, row) => (row % 4 === 3 ? [] : [{ itemId: id, day: dayOf(NOW) - (row % 60), count: 1 + (row % 5) }]));
const history: ShopperHistory = {
  entries: [
    { itemId: 't3', purchases: 2, strength: 2.2, firstAt: NOW - 40 * DAY_MS, lastAt: NOW - DAY_MS, quantity: 3 },
    { itemId: 'new41', purchases: 1, strength: 1, firstAt: NOW - 2 * DAY_MS, lastAt: NOW - 2 * DAY_MS, quantity: 1 },
    { itemId: 'gone', purchases: 1, strength: 1, firstAt: NOW - 2 * DAY_MS, lastAt: NOW - 2 * DAY_MS, quantity: 1 },
    { itemId: 't17', purchases: 0, strength: 0.2, firstAt: NOW - 9 * DAY_MS, lastAt: NOW - 9 * DAY_MS, quantity: 0 },
  ],
  context: 'Norway',
};

/** The answer computed again from the definition, in loops and sorts, with nothing of the engine. */
function expected(mode: Mode, limit: number) {
  const w = tinyWeights(TRAINED);
  const rowOf = (id: string) => shop.findIndex((item) => item.id === id);
  const contents = shop.map(({ name, category, attributes }) => ({
    text: name,
    category,
    tokens: [`brand=${String(attributes['brand']).toLowerCase()}`, `heavy=${attributes['heavy']}`],
  }));
  const items: ItemColumns = {
    count: shop.length,
    trained: TRAINED,
    tokens: tokenColumns(contents),
    price: Float32Array.from(shop, ({ price }) => price ?? NaN),
    demand: itemDemand(
      demand.map(({ itemId, day, count }) => ({ item: rowOf(itemId), day, count })),
      NOW,
      shop.length,
    ),
  };
  const rows = Int32Array.from(shop.keys());
  const tower = itemTowerInputs(rows, items);
  const vectors = shop.map((_, row) =>
    itemTowerInLoops(w, tower.ids[row]!, tower.tokens.subarray(row * 12, row * 12 + 12), tower.numeric.subarray(row * 8, row * 8 + 8)),
  );
  const entries: HistoryEntry[] = history.entries.flatMap(({ itemId, ...entry }) =>
    rowOf(itemId) < 0 ? [] : [{ item: rowOf(itemId), ...entry }],
  );
  const user = { entries, context: history.context };
  const userVector = userTowerInLoops(w, userTowerInputs(user, NOW), (row) => vectors[row]!.embedding);
  const allowed = (row: number) => shop[row]!.stock > 0;
  const near = (row: number) => userVector.reduce((sum, value, d) => sum + value * vectors[row]!.vector[d]!, 0);
  const owned = mode === 'discover' ? ownedItems(user) : new Set();
  const towerRows = [...rows].filter((row) => allowed(row) && !owned.has(row)).sort((a, b) => near(b) - near(a));
  const scorer = new SourceScorer(tinyTables(TRAINED));
  scorer.score(entries, NOW);
  const found = candidates({
    mode,
    history: user,
    quota: DEFAULT_QUOTA,
    scorer,
    towerRows,
    popularRows: popularItems(items.demand, 500),
    allowed,
  });
  const itemVectors = Float32Array.from(vectors.flatMap(({ vector }) => vector));
  const features = rankerFeatures({
    history: user,
    now: NOW,
    candidates: found,
    items,
    scorer,
    userVector: Float32Array.from(userVector),
    itemVectors,
  });
  const width = RANKER_FEATURES.length;
  const scores = Array.from(found, (_, c) => rankerInLoops(w, features.subarray(c * width, (c + 1) * width)));
  const best = topK(Int32Array.from(found.keys()), limit, (c) => scores[c]!);
  return Array.from(best, (c) => ({ itemId: shop[found[c]!]!.id, score: scores[c]! }));
}

let registry: string;
let engine: RecommenderEngine;
let now = NOW;
beforeAll(async () => {
  registry = await tinyRegistry(TRAINED);
  engine = await createEngine({ registry, clock: () => now });
  await engine.upsertItems(shop);
  engine.setDemand(demand);
  await engine.settled();
});
afterAll(async () => {
  await engine.close();
  await rm(registry, { recursive: true });
});
const ask = (changes = {}) => engine.recommend({ history, mode: 'discover', limit: 10, now: NOW, ...changes });

describe('RecommenderEngine', () => {
  it.each(['discover', 'buy-again'] as const)('gives the answer of the definition, to 1e-4, in mode %s', async (mode) => {
    const ranked = await ask({ mode, limit: 50 });
    const wanted = expected(mode, 50);
    expect(ranked).toHaveLength(wanted.length);
    expect(wanted.length).toBeGreaterThan(30);
    const byId = new Map(ranked.map(({ itemId, score }) => [itemId, score]));
    for (const { itemId, score } of wanted) expect(Math.abs(byId.get(itemId)! - score)).toBeLessThan(1e-4 * Math.max(1, Math.abs(score)));
    ranked.slice(1).forEach(({ score }, i) => expect(score).toBeLessThanOrEqual(ranked[i]!.score));
  });

  it('answers each request of a batch as if it were alone', async () => {
    const variants = [{ mode: 'discover' }, { mode: 'buy-again' }, { history: { entries: [] } }, { limit: 3 }, { context: 'Peru' }];
    const alone: Ranked[][] = [];
    for (const variant of variants) alone.push(await ask(variant));
    const before = engine.stats.batches;
    const together = await Promise.all(variants.map(ask));
    expect(engine.stats.batches).toBe(before + 1);
    together.forEach((answer, i) => {
      expect(answer.map(({ itemId }) => itemId)).toEqual(alone[i]!.map(({ itemId }) => itemId));
      answer.forEach(({ score }, k) => expect(score).toBeCloseTo(alone[i]![k]!.score, 4));
    });
  });

  it('never offers what is out of stock or, in discover, what was bought', async () => {
    const ids = (await ask({ limit: 50 })).map(({ itemId }) => itemId);
    for (const { id, stock } of shop) if (stock === 0) expect(ids).not.toContain(id);
    expect(ids).not.toContain('t3');
    expect(ids).toContain('t17'); // looked at, never bought
    expect((await ask({ mode: 'buy-again', limit: 50 })).map(({ itemId }) => itemId)).toContain('t3');
  });

  it('answers a shopper nobody knows, and gives reasons', async () => {
    const ranked = await ask({ history: { entries: [] } });
    expect(ranked).toHaveLength(10);
    for (const { why } of ranked) expect(why.text).not.toBe('');
    const again = await ask({ mode: 'buy-again', limit: 50 });
    expect(again.find(({ itemId }) => itemId === 't3')!.why).toMatchObject({ kind: 'bought-before' });
    expect((await ask({ limit: 50 })).some(({ why }) => why.itemId === 't3' && why.text.includes(shop[3]!.name))).toBe(true);
  });

  it('lets a change of stock hold at once and a new item be found', async () => {
    const [first] = await ask({ limit: 1 });
    const item = shop.find(({ id }) => id === first!.itemId)!;
    await engine.upsertItems([{ ...item, stock: 0 }]);
    expect((await ask({ limit: 50 })).map(({ itemId }) => itemId)).not.toContain(item.id);
    await engine.upsertItems([item]);
    expect((await ask({ limit: 1 }))[0]!.itemId).toBe(item.id);
    engine.removeItems([item.id]);
    expect((await ask({ limit: 50 })).map(({ itemId }) => itemId)).not.toContain(item.id);
    await engine.upsertItems([item]);
  });

  it('finds what goes with an item, known or new, without itself', async () => {
    for (const id of ['t1', 'new45']) {
      const similar = await engine.similar(id, 20);
      expect(similar).toHaveLength(20);
      expect(new Set(similar.map(({ itemId }) => itemId)).size).toBe(20);
      expect(similar.map(({ itemId }) => itemId)).not.toContain(id);
      similar.slice(1).forEach(({ score }, i) => expect(score).toBeLessThanOrEqual(similar[i]!.score));
    }
    await expect(engine.similar('nothing', 5)).rejects.toMatchObject({ code: 'ITEM_UNKNOWN' });
  });

  it('keeps what goes with an item until the catalogue changes', async () => {
    const first = await engine.similar('t2', 5);
    const { cacheHits } = engine.stats;
    expect(await engine.similar('t2', 5)).toEqual(first);
    expect(engine.stats.cacheHits).toBe(cacheHits + 1);
    engine.removeItems([first[0]!.itemId]);
    expect((await engine.similar('t2', 5)).map(({ itemId }) => itemId)).not.toContain(first[0]!.itemId);
    await engine.upsertItems(shop.filter(({ id }) => id === first[0]!.itemId));
    expect(await engine.similar('t2', 5)).toEqual(first);
  });

  it('has popular items without any model', () => {
    const popular = engine.popular(50, new Set(['t4']));
    const ids = popular.map(({ itemId }) => itemId);
    expect(ids).not.toContain('t4');
    expect(ids).toHaveLength(shop.filter(({ stock, id }) => stock > 0 && id !== 't4').length);
    expect(ids[0]).toBe('t9'); // 5 purchases 9 days ago, first of those with as many, t4 apart
  });

  it.each([
    [{ limit: 0 }, 'LIMIT_INVALID'],
    [{ limit: 1e9 }, 'LIMIT_INVALID'],
    [{ limit: NaN }, 'LIMIT_INVALID'],
    [{ history: { entries: [{ ...history.entries[0]!, strength: NaN }] } }, 'HISTORY_INVALID'],
  ])('refuses %j', async (changes, code) => {
    await expect(ask(changes)).rejects.toMatchObject({ code, status: 400 });
  });

  it('moves the demand windows when a day has passed', async () => {
    const before = engine.popular(5);
    now = NOW + 200 * DAY_MS;
    engine.setDemand([]);
    await engine.settled();
    expect(engine.popular(5).every(({ score }) => score === 0)).toBe(true);
    now = NOW;
    engine.setDemand([]);
    await engine.settled();
    expect(engine.popular(5)).toEqual(before);
  });

  it('grows beyond its first capacity', async () => {
    const more = Array.from({ length: 3000 }, (_, i) => ({ ...shop[i % 50]!, id: `more${i}`, stock: 0 }));
    await engine.upsertItems(more);
    expect(engine.stats.items).toBe(3050);
    expect((await ask()).map(({ itemId }) => itemId)).toEqual(expected('discover', 10).map(({ itemId }) => itemId));
  });

  it('takes many items from several callers at once', async () => {
    const part = (name: string) => Array.from({ length: 4000 }, (_, i) => ({ ...shop[i % 50]!, id: `${name}${i}`, stock: 0 }));
    await Promise.all(['p', 'q', 'r'].map((name) => engine.upsertItems(part(name))));
    expect(engine.stats).toMatchObject({ items: 15_050, staleVectors: 0 });
    expect((await ask()).map(({ itemId }) => itemId)).toEqual(expected('discover', 10).map(({ itemId }) => itemId));
  });

  it('tells the execution provider in use, and why another is not', () => {
    const { name, modelVersion, provider, skippedProviders } = engine.info;
    expect({ name, modelVersion }).toEqual({ name: 'shop-recommender', modelVersion: '1.0.0' });
    expect(['cuda', 'cpu']).toContain(provider);
    expect(skippedProviders.map((one) => one.name)).toEqual(provider === 'cuda' ? [] : ['cuda']);
  });

  it('serves the models by name', async () => {
    const numeric = { dtype: 'float32' as const, shape: [1, 8], data: new Float32Array(8) };
    const inputs = {
      ids: { dtype: 'int64' as const, shape: [1], data: BigInt64Array.of(1n) },
      tokens: { dtype: 'int64' as const, shape: [1, 12], data: new BigInt64Array(12) },
      numeric,
    };
    const { vector } = await engine.inference.run('item-tower', inputs);
    expect(vector!.shape).toEqual([1, DIMENSION]);
    await expect(
      engine.inference.run('item-tower', { ...inputs, numeric: { ...numeric, data: numeric.data.fill(NaN) } }),
    ).rejects.toMatchObject({ code: 'INPUT_NOT_FINITE' });
  });
});

describe('createEngine', () => {
  it('does not load a package made for another feature definition', async () => {
    const other = await tinyRegistry(3, { contract: { name: 'recommender-contract/features', hash: 'f'.repeat(64) } });
    await expect(createEngine({ registry: other })).rejects.toMatchObject({ code: 'PACKAGE_CONTRACT_MISMATCH' });
    await rm(other, { recursive: true });
  });

  it('says which package is missing', async () => {
    await expect(createEngine({ registry, model: 'shop-recommender@2.0.0' })).rejects.toMatchObject({ code: 'PACKAGE_UNKNOWN' });
  });
});
