/** Starts the engine on a package of the registry. */
import { CorruptDataError } from '@casebook/core';
import { openRegistry } from '@casebook/model-packages';
import {
  contractHash,
  itemsFileSchema,
  type ItemTables,
  PACKAGE_FILES,
  PACKAGE_NAME,
  tablesFromTensors,
} from '@casebook/recommender-contract/features';
import { type PoolOptions, type SessionModel, WorkerPool, workerUrl } from '@casebook/serving';
import { Catalogue } from './catalogue/catalogue.js';
import { EngineModels } from './engine-models.js';
import { RecommenderEngine } from './recommender-engine.js';
import type { EngineState, EngineWorkerData } from './worker/messages.js';

export interface EngineOptions extends Pick<PoolOptions, 'workers' | 'maxBatch' | 'maxWaiting' | 'timeoutMs' | 'onBatch'> {
  /** Folder of the registry. */
  registry: string;
  /** `name@version` or `name@alias`. */
  model?: string;
  /** Execution providers, tried one by one; CUDA, then the CPU unless told. */
  providers?: readonly string[];
  /** Threads of one operator. */
  intraOpNumThreads?: number;
  logger?: { warn(details: object, message: string): void };
  /** Time for demand windows, ms since the epoch. */
  clock?: () => number;
}

/**
 * Opens and verifies the package, starts the workers, and serves an empty catalogue: add items with `upsertItems`.
 *
 * @throws what `openPackage` throws, `PACKAGE_CONTRACT_MISMATCH` among it; `TABLE_*` and `PACKAGE_TABLE_INVALID` for tables that do not fit; `MODEL_UNLOADABLE`
 *
 * @example
 * const engine = await createEngine({ registry: 'apps/recommender/registry' });
 * await engine.upsertItems([{ id: 'mug', name: 'Blue mug', category: 'kitchen', price: 4, stock: 10, attributes: {}, createdAt: 0 }]);
 * await engine.recommend({ history: { entries: [] }, mode: 'discover', limit: 10, now: Date.now() });
 */
export async function createEngine(options: EngineOptions): Promise<RecommenderEngine> {
  const {
    registry,
    model = `${PACKAGE_NAME}@champion`,
    providers = ['cuda', 'cpu'],
    intraOpNumThreads = 1,
    logger,
    clock = Date.now,
    ...pooling
  } = options;
  const pkg = await openRegistry(registry).open(model, { contractHash: contractHash() });
  const tables = shareTables(tablesFromTensors(pkg.tensors(PACKAGE_FILES.tables)));
  const items = pkg.json(PACKAGE_FILES.items, itemsFileSchema);
  if (items.ids.length !== tables.trained) {
    throw new CorruptDataError(
      'PACKAGE_TABLE_INVALID',
      `The package names ${items.ids.length} items but its tables have ${tables.trained}: build it again.`,
    );
  }
  const models = Object.fromEntries(Object.keys(pkg.manifest.models).map((name): [string, SessionModel] => [name, pkg.model(name)]));
  const catalogue = new Catalogue(items.ids, items.dimension);
  const state: EngineState = { columns: catalogue.buffers, popularRows: new Int32Array(0) };
  const data: EngineWorkerData = { models, tables, quota: items.quota, state, intraOpNumThreads, providers };
  const pool = await WorkerPool.start({
    maxBatch: 8, // larger batches save little more, and every request waits for the whole of its batch
    maxWaiting: 512,
    timeoutMs: 1000,
    ...pooling,
    module: workerUrl('./worker/engine.worker', import.meta.url),
    data: () => data,
  });
  return new RecommenderEngine({
    pool,
    catalogue,
    state,
    models: new EngineModels(pkg.manifest.version, new Map(Object.entries(models)), pool),
    package: { name: pkg.manifest.name, version: pkg.manifest.version, contractHash: pkg.manifest.contract.hash },
    clock,
    warn: (error, message) => logger?.warn({ err: error }, message),
  });
}

/** Tables in memory that all workers read, instead of a copy each. */
function shareTables(tables: ItemTables): ItemTables {
  const floats = (from: Float32Array) => {
    const shared = new Float32Array(new SharedArrayBuffer(from.byteLength));
    shared.set(from);
    return shared;
  };
  const integers = (from: Int32Array) => {
    const shared = new Int32Array(new SharedArrayBuffer(from.byteLength));
    shared.set(from);
    return shared;
  };
  const sparse = Object.fromEntries(
    Object.entries(tables.sparse).map(([name, { rows, columns, offsets, indices, values }]) => [
      name,
      { rows, columns, offsets: integers(offsets), indices: integers(indices), values: floats(values) },
    ]),
  ) as ItemTables['sparse'];
  return {
    trained: tables.trained,
    sparse,
    stats: floats(tables.stats),
    itemIdf: floats(tables.itemIdf),
    tokenIdf: floats(tables.tokenIdf),
  };
}
