/** A registry with one small recommender, for specs. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegistry, type PackageContents } from '@casebook/model-packages';
import {
  CONTRACT_NAME,
  contractHash,
  DEFAULT_QUOTA,
  ITEM_STATS,
  type ItemsFile,
  type ItemTables,
  PACKAGE_FILES,
  PACKAGE_NAME,
  type SparseRows,
  SPARSE_TABLES,
  tablesToTensors,
  TOKEN_BUCKETS,
} from '@casebook/recommender-contract/features';
import { type SafeTensor, writeSafetensors } from '@casebook/safetensors';
import { DIMENSION, itemTower, ranker, tinyWeights, userTower } from './tiny-models.js';

const SHOPPERS = 12;

/** Each row has links to the next `links` columns, in a ring. */
function ring(rows: number, columns: number, links: number): SparseRows {
  const indices = Int32Array.from({ length: rows * links }, (_, k) => (Math.floor(k / links) + 1 + (k % links)) % columns);
  const values = Float32Array.from(indices, (column, k) => 1 / (1 + (k % links)) + column / 100);
  return { rows, columns, offsets: Int32Array.from({ length: rows + 1 }, (_, r) => r * links), indices, values };
}

export function tinyTables(trained: number): ItemTables {
  const shapes = { shopper_items: [trained, SHOPPERS], shopper_recent: [SHOPPERS, trained] } as Record<
    string,
    [number, number] | undefined
  >;
  const sparse = Object.fromEntries(
    SPARSE_TABLES.map((name, i) => [name, ring(...(shapes[name] ?? [trained, trained]), 2 + (i % 3))]),
  ) as ItemTables['sparse'];
  return {
    trained,
    sparse,
    stats: Float32Array.from({ length: trained * ITEM_STATS.length }, (_, i) => (i % 7) / 7),
    itemIdf: Float32Array.from({ length: trained }, (_, i) => 1 + (i % 3)),
    tokenIdf: Float32Array.from({ length: TOKEN_BUCKETS }, (_, i) => (i === 0 ? 0 : 1 + (i % 5) / 5)),
  };
}

/** @param trained items `t0` … the model knows */
export function tinyPackage(trained: number, changes: Partial<PackageContents> = {}): PackageContents {
  const w = tinyWeights(trained);
  const items: ItemsFile = {
    ids: Array.from({ length: trained }, (_, row) => `t${row}`),
    dimension: DIMENSION,
    trainedUntil: 0,
    quota: { discover: DEFAULT_QUOTA, 'buy-again': DEFAULT_QUOTA },
  };
  const tensors = Object.fromEntries(
    Object.entries(tablesToTensors(tinyTables(trained))).map(([name, { shape, data }]) => [
      name,
      { dtype: data instanceof Float32Array ? 'F32' : 'I32', shape, data } as SafeTensor,
    ]),
  );
  return {
    name: PACKAGE_NAME,
    version: '1.0.0',
    createdAt: '2026-01-01T00:00:00Z',
    contract: { name: CONTRACT_NAME, hash: contractHash() },
    data: { name: 'none', sha256: '0'.repeat(64), split: {}, seed: 1 },
    metrics: [],
    training: {},
    licence: { spdx: 'Apache-2.0', attribution: [] },
    files: {
      [PACKAGE_FILES.userTower]: userTower(w),
      [PACKAGE_FILES.itemTower]: itemTower(w),
      [PACKAGE_FILES.ranker.discover]: ranker(w),
      [PACKAGE_FILES.ranker['buy-again']]: ranker(w),
      [PACKAGE_FILES.tables]: writeSafetensors(tensors),
      [PACKAGE_FILES.items]: JSON.stringify(items),
      'reference.json': JSON.stringify({ formatVersion: 1, rows: 0, columns: [] }),
      'MODEL_CARD.md': '# Tiny\n',
    },
    ...changes,
  };
}

/** @returns the folder of a registry whose champion is the tiny package; the caller removes it */
export async function tinyRegistry(trained: number, changes?: Partial<PackageContents>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'registry-'));
  const registry = openRegistry(root);
  const { name, version } = await registry.publish(tinyPackage(trained, changes));
  await registry.setAlias(name, 'champion', version);
  return root;
}
