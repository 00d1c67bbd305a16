/**
 * Time of the engine alone on the registry's champion, without HTTP or a database:
 * `node --conditions=@casebook/source --import @oxc-node/core/register apps/recommender/api/src/engine/engine.bench.ts [items] [history] [registry]`
 *
 * Items beyond those the model knows are new ones; `cpu` is that of the whole process for one request.
 */
import { join } from 'node:path';
import { openRegistry } from '@casebook/model-packages';
import { itemsFileSchema, MODES, PACKAGE_FILES } from '@casebook/recommender-contract/features';
import { createEngine, type ItemRow, type ShopperHistory } from './index.js';

const DAY_MS = 86_400_000;
const [items = 3_659, historyLength = 40] = process.argv.slice(2, 4).map(Number);
const registry = process.argv[4] ?? join(import.meta.dirname, '../../../registry');
const pkg = await openRegistry(registry).open('shop-recommender@champion');
const known = pkg.json(PACKAGE_FILES.items, itemsFileSchema).ids;
const now = Date.now();
const random = (below: number) => Math.floor(Math.random() ** 2 * below);
const words = ['oak', 'blue', 'tray', 'lamp', 'wool', 'linen', 'mug', 'garden', 'small', 'folding'];
const word = () => words[Math.floor(Math.random() * words.length)]!;
const shop = Array.from({ length: items }, (_, row): ItemRow => {
  const name = `${word()} ${word()} ${word()}`;
  return {
    id: known[row] ?? `new-${row}`,
    name,
    category: word(),
    price: 1 + random(50),
    stock: row % 20,
    attributes: { brand: word() },
    createdAt: now,
  };
});
const histories = Array.from({ length: 200 }, (): ShopperHistory => {
  const distinct = [...new Set(Array.from({ length: historyLength }, () => random(Math.min(items, known.length))))];
  const entries = distinct.map((row, k) => {
    const at = now - Math.floor(k / 6) * 7 * DAY_MS;
    return { itemId: shop[row]!.id, purchases: 1, strength: 1.2, firstAt: at - 20 * DAY_MS, lastAt: at, quantity: 1 };
  });
  return { entries };
});

const engine = await createEngine({ registry, workers: 1 });
const begun = performance.now();
await engine.upsertItems(shop);
engine.setDemand(shop.map(({ id }, row) => ({ itemId: id, day: Math.floor(now / DAY_MS) - (row % 90), count: 1 + random(9) })));
await engine.settled();
console.log(
  `${items} items (${Math.min(items, known.length)} known) in use after ${(performance.now() - begun).toFixed(0)} ms; histories of ${historyLength}; ${JSON.stringify(engine.info)}`,
);

for (const mode of MODES) {
  for (const concurrency of [1, 4, 16]) {
    const times: number[] = [];
    let next = 0;
    const client = async (until: number) => {
      while (next < until) {
        const history = histories[next++ % histories.length]!;
        const start = performance.now();
        await engine.recommend({ history, mode, limit: 20, now, timeoutMs: 10_000 });
        times.push(performance.now() - start);
      }
    };
    const rounds = async (count: number) => {
      next = 0;
      await Promise.all(Array.from({ length: concurrency }, () => client(count)));
    };
    await rounds(400);
    times.length = 0;
    const cpu = process.cpuUsage();
    const from = performance.now();
    await rounds(1000);
    const wall = performance.now() - from;
    const { user, system } = process.cpuUsage(cpu);
    times.sort((a, b) => a - b);
    const at = (quantile: number) => times[Math.floor(quantile * times.length)]!.toFixed(2);
    const rate = Math.round((times.length / wall) * 1000);
    console.log(
      `${mode}, ${concurrency} at once: p50 ${at(0.5)} p99 ${at(0.99)} ms, ${rate}/s, cpu ${((user + system) / 1000 / times.length).toFixed(2)} ms a request`,
    );
  }
}
await engine.close();
