/** The package that is committed for the demo, on the engine as it is now: the answer of the definition, computed one item at a time. */
import { join } from 'node:path';
import { openRegistry } from '@casebook/model-packages';
import {
  candidates,
  contractHash,
  DAY_MS,
  dayOf,
  type HistoryEntry,
  type ItemColumns,
  itemDemand,
  itemsFileSchema,
  type Mode,
  MODES,
  ownedItems,
  PACKAGE_FILES,
  popularItems,
  rankerFeatures,
  RANKER_FEATURES,
  SourceScorer,
  tablesFromTensors,
  tokenColumns,
  userTowerInputs,
} from '@casebook/recommender-contract/features';
import { Session, type Tensors } from '@casebook/serving';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createEngine, type ItemRow, type RecommenderEngine } from './index.js';
import { itemTowerTensors, userTowerTensors } from './worker/tower-tensors.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const registry = join(import.meta.dirname, '../../../registry');
const NOW = Date.UTC(2026, 0, 20, 12);
const NEW_ITEMS = 40;
const LIMIT = 30;

const pkg = await openRegistry(registry).open('shop-recommender@champion', { contractHash: contractHash() });
const { ids, dimension, quota } = pkg.json(PACKAGE_FILES.items, itemsFileSchema);
const tables = tablesFromTensors(pkg.tensors(PACKAGE_FILES.tables));
const shop = Array.from({ length: ids.length + NEW_ITEMS }, (_, row): ItemRow => {
  const name = `${['Oak', 'Blue', 'Wool'][row % 3]} ${['tray', 'mug', 'lamp', 'blanket'][row % 4]}`;
  const price = row % 9 ? 2 + (row % 50) : null;
  return { id: ids[row] ?? `new-${row}`, name, category: `c${row % 6}`, price, stock: row % 13, attributes: {}, createdAt: NOW };
});
const demand = shop.flatMap((_, row) => (row % 5 ? [{ item: row, day: dayOf(NOW) - (row % 100), count: 1 + (row % 4) }] : []));
const histories = [0, 1, 12, 150].map((length): HistoryEntry[] => {
  const rows = Array.from({ length }, (_, k) => (k * 37 + length) % shop.length);
  return [...new Set(rows)].map((item, k) => {
    const lastAt = NOW - k * DAY_MS;
    return { item, purchases: k % 4, strength: 0.2 + (k % 4), firstAt: lastAt - (k % 4) * 5 * DAY_MS, lastAt, quantity: k % 4 };
  });
});

const sessions = new Map<string, Session>();
const run = async (file: string, inputs: Tensors) => (await sessions.get(file)!.run(inputs)) as Record<string, { data: Float32Array }>;

/** Scores of all candidates by id, without batches, shared memory, or an index. */
async function expected(entries: HistoryEntry[], mode: Mode): Promise<Map<string, number>> {
  const contents = shop.map(({ name, category }) => ({ text: name, category, tokens: [] }));
  const items: ItemColumns = {
    count: shop.length,
    trained: ids.length,
    tokens: tokenColumns(contents),
    price: Float32Array.from(shop, ({ price }) => price ?? NaN),
    demand: itemDemand(demand, NOW, shop.length),
  };
  const itemVectors = new Float32Array(shop.length * dimension);
  const embeddings = new Float32Array(shop.length * dimension);
  for (let row = 0; row < shop.length; row++) {
    const tower = await run(PACKAGE_FILES.itemTower, itemTowerTensors(Int32Array.of(row), items));
    itemVectors.set(tower['vector']!.data, row * dimension);
    embeddings.set(tower['embedding']!.data, row * dimension);
  }
  const history = { entries, context: 'Norway' };
  const inputs = userTowerInputs(history, NOW);
  const userVector = (await run(PACKAGE_FILES.userTower, userTowerTensors([inputs], embeddings, dimension)))['vector']!.data;
  const owned = mode === 'discover' ? ownedItems(history) : new Set<number>();
  const allowed = (row: number) => shop[row]!.stock > 0;
  const near = shop.map((_, row) => userVector.reduce((sum, value, d) => sum + value * itemVectors[row * dimension + d]!, 0));
  const towerRows = [...shop.keys()].filter((row) => allowed(row) && !owned.has(row)).sort((a, b) => near[b]! - near[a]!);
  const scorer = new SourceScorer(tables);
  scorer.score(entries, NOW);
  const popularRows = popularItems(items.demand, 500);
  const rows = candidates({ mode, history, quota: quota[mode], scorer, towerRows, popularRows, allowed });
  const features = rankerFeatures({ history, now: NOW, candidates: rows, items, scorer, userVector, itemVectors });
  const scores = new Map<string, number>();
  for (const [c, row] of rows.entries()) {
    const data = features.slice(c * RANKER_FEATURES.length, (c + 1) * RANKER_FEATURES.length);
    const ranked = await run(PACKAGE_FILES.ranker[mode], { features: { dtype: 'float32', shape: [1, data.length], data } });
    scores.set(shop[row]!.id, ranked['score']!.data[0]!);
  }
  return scores;
}

let engine: RecommenderEngine;
beforeAll(async () => {
  for (const name of Object.keys(pkg.manifest.models)) sessions.set(`${name}.onnx`, await Session.open(name, pkg.model(name)));
  engine = await createEngine({ registry, clock: () => NOW });
  await engine.upsertItems(shop);
  engine.setDemand(demand.map(({ item, day, count }) => ({ itemId: shop[item]!.id, day, count })));
  await engine.settled();
});
afterAll(() => engine.close());

it.each(MODES)('ranks in mode %s as the definition does, to 1e-4, in one batch', async (mode) => {
  const answers = await Promise.all(
    histories.map((entries) => {
      const history = { entries: entries.map(({ item, ...entry }) => ({ itemId: shop[item]!.id, ...entry })), context: 'Norway' };
      return engine.recommend({ history, mode, limit: LIMIT, now: NOW });
    }),
  );
  for (const [i, answer] of answers.entries()) {
    const scores = await expected(histories[i]!, mode);
    expect(answer).toHaveLength(LIMIT);
    for (const { itemId, score } of answer) expect(Math.abs(score - scores.get(itemId)!)).toBeLessThan(1e-4);
    const best = [...scores.values()].sort((a, b) => b - a);
    answer.forEach(({ score }, k) => expect(Math.abs(score - best[k]!)).toBeLessThan(1e-4));
  }
});
