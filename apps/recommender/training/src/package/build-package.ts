/** The model package: graphs, tables, catalogue rows, reference and card. */
import {
  CONTRACT_NAME,
  contractHash,
  gatherEmbeddings,
  type ItemsFile,
  itemTowerInputs,
  MODES,
  PACKAGE_FILES,
  PACKAGE_NAME,
  tablesToTensors,
  TOWER_HISTORY,
  userTowerInputs,
} from '@casebook/recommender-contract/features';
import type { Shop } from '@casebook/dataset-interactions';
import type { PackageContents } from '@casebook/model-packages';
import { treeEnsembleModel } from '@casebook/onnx-export';
import { type SafeTensor, writeSafetensors } from '@casebook/safetensors';
import type { Evaluation } from '../evaluation/evaluate.js';
import type { Question } from '../system/ask.js';
import type { SystemOptions } from '../system/options.js';
import type { RecommenderModel } from '../system/recommender-model.js';
import { userVectors } from '../towers/tower-vectors.js';
import { checkItemTower, checkRanker, checkUserTower } from './check-onnx.js';
import { exportItemTower, exportUserTower } from './export-towers.js';
import { modelCard } from './model-card.js';
import { referenceSample } from './reference.js';

export interface PackageRequest {
  shop: Shop;
  evaluation: Evaluation;
  options: SystemOptions;
  version: string;
  /** ISO 8601; given, so that the same training gives the same bytes. */
  createdAt: string;
  /** The command that makes this package again. */
  command: string;
  attribution: string[];
}

/** Users and items on which the exported towers are compared with the trained ones. */
const CHECKED = 200;

/** @throws {CasebookError} `ONNX_MISMATCH` where an exported graph differs from what was trained */
export async function packageContents(request: PackageRequest): Promise<PackageContents> {
  const { shop, evaluation, options, version, createdAt, command, attribution } = request;
  const { model, report, test } = evaluation;
  const towers = {
    [PACKAGE_FILES.itemTower]: await exportItemTower(model.state.network),
    [PACKAGE_FILES.userTower]: await exportUserTower(model.state.network),
  };
  const rankers = Object.fromEntries(MODES.map((mode) => [PACKAGE_FILES.ranker[mode], treeEnsembleModel(model.rankers[mode])]));
  const sample = referenceSample(model, test.questions);
  const differences = [
    ...(await checkTowers(model, test.questions, towers)),
    ...(await Promise.all(
      MODES.map((mode) =>
        checkRanker(PACKAGE_FILES.ranker[mode], rankers[PACKAGE_FILES.ranker[mode]]!, model.rankers[mode], sample.features),
      ),
    )),
  ];
  const items: ItemsFile = { ids: shop.items, dimension: model.state.vectors.dimension, trainedUntil: test.moment.at, quota: model.quota };
  const card = modelCard({ version, command, report, users: shop.users.length, items: shop.items.length, worst: Math.max(...differences) });
  return {
    name: PACKAGE_NAME,
    version,
    createdAt,
    description: 'Two-tower retrieval with item-item tables and boosted-tree ranking for a shop.',
    contract: { name: CONTRACT_NAME, hash: contractHash() },
    data: {
      name: shop.name,
      sha256: shop.sha256,
      split: { kind: test.until === Infinity ? 'leave-one-out' : 'temporal', protocol: report.protocol },
      seed: report.seed,
    },
    metrics: report.rows,
    training: JSON.parse(JSON.stringify(options)),
    licence: { spdx: 'Apache-2.0', attribution },
    files: {
      ...towers,
      ...rankers,
      [PACKAGE_FILES.tables]: writeSafetensors(tensorsOf(model)),
      [PACKAGE_FILES.items]: JSON.stringify(items),
      'reference.json': JSON.stringify(sample.reference),
      'MODEL_CARD.md': card,
    },
  };
}

function tensorsOf({ state }: RecommenderModel): Record<string, SafeTensor> {
  return Object.fromEntries(
    Object.entries(tablesToTensors(state.scorer.tables)).map(([name, { shape, data }]): [string, SafeTensor] => [
      name,
      data instanceof Float32Array
        ? { dtype: 'F32', shape, data: Float32Array.from(data) }
        : { dtype: 'I32', shape, data: Int32Array.from(data) },
    ]),
  );
}

async function checkTowers(
  { state }: RecommenderModel,
  questions: readonly Question[],
  towers: Record<string, Uint8Array>,
): Promise<number[]> {
  const { vectors, embeddings, dimension } = state.vectors;
  const rows = state.allRows.slice(0, CHECKED);
  const users = [{ history: { entries: [] }, now: 0 }, ...questions.slice(0, CHECKED)].map(({ history, now }) =>
    userTowerInputs(history, now),
  );
  const width = TOWER_HISTORY * dimension;
  const gathered = new Float32Array(users.length * width);
  users.forEach((user, k) => gatherEmbeddings(user.rows, embeddings, dimension, gathered, k * width));
  const cut = rows.length * dimension;
  return [
    await checkItemTower(
      towers[PACKAGE_FILES.itemTower]!,
      itemTowerInputs(rows, state.items),
      vectors.slice(0, cut),
      embeddings.slice(0, cut),
    ),
    await checkUserTower(towers[PACKAGE_FILES.userTower]!, users, gathered, userVectors(state.network, users, state.vectors)),
  ];
}
