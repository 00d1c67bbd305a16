/** The recommender as a whole: HTTP call to answer, event to answer, beside a Python service with the same ONNX files. */
import { startBroker } from '@casebook/kafka';
import { openRegistry } from '@casebook/model-packages';
import { openDatabase } from '@casebook/persistence';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pythonPeer } from '../python-peer.js';
import type { BenchRow } from '../report.js';
import { startService } from '../service-process.js';
import { agreement } from './agreement.js';
import { httpClient } from './http-client.js';
import { highestRateRow, rateRows, type Target } from './recommendation-load.js';
import { seed, type SeededShop } from './seed.js';
import { SHOP, trainPackage } from './train-package.js';
import { visibilityRow } from './visibility.js';

const service = ['node', '--conditions=@casebook/source', '--import', '@oxc-node/core/register', 'apps/recommender/api/src/main.ts'];
const peerFolder = 'tools/bench/peers/recommender';
const COMPARED_USERS = 100;

export interface RecommenderBenchOptions {
  seconds: number;
  /** Sizes of the catalogue; at least the 3,659 items that the model knows. */
  items?: string[];
  quick?: boolean;
  peer: boolean;
  /** Interpreter that has the peer's requirements; without it an environment is made. */
  python?: string;
}

/** What all runs on one catalogue share. */
interface Scene {
  catalogue: number;
  seconds: number;
  env: Record<string, string>;
  registry: string;
  brokers: string;
  databaseUrl: string;
  peer: boolean;
  python?: string | undefined;
}

/** Catalogues of 3,659 items (as many as Online Retail has) and 100,000, of which the model knows 3,659; `quick` measures the first only. */
export async function benchRecommender({ seconds, quick, items, peer, python }: RecommenderBenchOptions): Promise<BenchRow[]> {
  const registry = await trainPackage('.casebook/bench');
  const rows: BenchRow[] = [];
  for (const catalogue of items?.map(Number) ?? (quick ? [SHOP.items] : [SHOP.items, 100_000])) {
    const folder = mkdtempSync(join(tmpdir(), 'casebook-bench-'));
    const broker = await startBroker({});
    const database = await openDatabase({ name: 'bench', dataDir: join(folder, 'postgres'), entities: [], migrations: [] });
    const env = {
      NODE_OPTIONS: '--max-semi-space-size=64', // as `nx serve recommender` has it: fewer, and cheaper, collections of short-lived objects
      DATABASE_URL: database.url,
      KAFKA_BROKERS: broker.brokers,
      MODEL_REGISTRY: registry,
      LOG_LEVEL: 'error',
      SERVED_EVENTS_SHARE: '0',
    };
    try {
      const scene = { catalogue, seconds, env, registry, brokers: broker.brokers, databaseUrl: database.url, peer, python };
      rows.push(...(await benchCatalogue(scene)));
    } finally {
      await database.close();
      await broker.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return rows;
}

const pathOf = (user: string) => `/v1/users/${user}/recommendations?limit=20&mode=discover`;

async function benchCatalogue(scene: Scene): Promise<BenchRow[]> {
  const casebook = await startService(service, scene.env, '/health/ready');
  const client = httpClient(casebook.origin, 16);
  try {
    console.log(`Seeding ${scene.catalogue} items and their customers …`);
    const shop = await seed(client, scene.catalogue);
    const target = { system: 'casebook', catalogue: scene.catalogue, service: casebook, path: pathOf, users: shop.users };
    const rows = await computedRows(target, scene.seconds);
    rows.push(...(await rateRows(target, 'reload', scene.seconds)));
    const fresh = { 'cache-control': 'no-cache' };
    const answers = await Promise.all(shop.users.slice(0, COMPARED_USERS).map((user) => client.get(pathOf(user), fresh)));
    rows.push(...(scene.peer ? await benchPeer(scene, shop, answers) : []));
    rows.push(await visibilityRow(client, scene.brokers, shop, 5_000, scene.seconds)); // last: it changes the histories
    return rows;
  } finally {
    await client.close();
    await casebook.stop();
  }
}

/** What both systems are asked; the search for the highest rate takes long and is made on the smaller catalogue only. */
async function computedRows(target: Target, seconds: number): Promise<BenchRow[]> {
  const rows = await rateRows(target, 'computed', seconds);
  if (target.catalogue === SHOP.items) rows.push(await highestRateRow(target, seconds));
  return rows;
}

/** The peer reads what casebook wrote; casebook idles meanwhile. */
async function benchPeer(scene: Scene, shop: SeededShop, answers: string[]): Promise<BenchRow[]> {
  const python = scene.python ?? pythonPeer(peerFolder, '.casebook/bench/peer-recommender');
  const { dir } = await openRegistry(scene.registry).resolve('shop-recommender@champion');
  const peer = await startService(
    [python, 'main.py'],
    { DATABASE_URL: scene.databaseUrl, PACKAGE: resolve(dir) },
    '/health/ready',
    peerFolder,
  );
  const client = httpClient(peer.origin, 4);
  try {
    const system = 'FastAPI + onnxruntime';
    const same = await agreement(answers, client, shop.users.slice(0, COMPARED_USERS).map(pathOf));
    const rows = await computedRows({ system, catalogue: scene.catalogue, service: peer, path: pathOf, users: shop.users }, scene.seconds);
    return rows.map((row) => ({ ...row, metrics: { ...row.metrics, same_items: same } }));
  } finally {
    await client.close();
    await peer.stop();
  }
}
