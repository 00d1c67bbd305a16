/** One worker of the engine; started by `createEngine`. */
import { type Mode, MODES, PACKAGE_FILES } from '@casebook/recommender-contract/features';
import { buffersOf, ExactTopK, runBatched, serveWorker, Session, type Tensors } from '@casebook/serving';
import { viewColumns } from '../catalogue/shared-columns.js';
import {
  type EngineBroadcast,
  type EngineState,
  type EngineWorkerData,
  type EngineWorkerInfo,
  type ItemsItem,
  LANES,
  modelLane,
  type RecommendItem,
  type SimilarItem,
} from './messages.js';
import { createRanker } from './ranker.js';
import { Recommender } from './recommender.js';

const nameOf = (file: string) => file.replace(/\.onnx$/, '');

serveWorker<EngineWorkerData>(async ({ models, tables, quota, state, ...options }) => {
  const sessions = new Map<string, Session>();
  for (const [name, model] of Object.entries(models)) {
    const session = await Session.open(name, model, options);
    await session.warmUp();
    sessions.set(modelLane(name), session);
  }
  const session = (file: string) => sessions.get(modelLane(nameOf(file)))!;
  const index = await ExactTopK.create(state.columns.dimension, options);
  const ranker = (mode: Mode) => createRanker(models[nameOf(PACKAGE_FILES.ranker[mode])]!, session(PACKAGE_FILES.ranker[mode]));
  const rankers = { discover: ranker('discover'), 'buy-again': ranker('buy-again') };
  const userTower = session(PACKAGE_FILES.userTower);
  const recommender = new Recommender({ userTower, itemTower: session(PACKAGE_FILES.itemTower), rankers }, tables, quota, index);
  const use = ({ columns, popularRows }: EngineState) => {
    recommender.columns = viewColumns(columns, tables.trained);
    recommender.popularRows = popularRows;
  };
  use(state);
  recommender.loadVectors(Int32Array.from({ length: recommender.columns.items.count }, (_, row) => row));
  const warm = { limit: 1, now: Date.now(), context: undefined, history: new Float64Array(0) };
  await recommender.recommend(MODES.map((mode) => ({ mode, ...warm })));

  const info: EngineWorkerInfo = { provider: userTower.provider, skipped: userTower.skipped };
  return {
    info,
    async batch(lane, items) {
      if (lane === LANES.recommend) {
        const answers = await recommender.recommend(items as RecommendItem[]);
        return { results: answers.map((value) => ({ value })) };
      }
      if (lane === LANES.similar) {
        const answers = [];
        for (const { row, limit } of items as SimilarItem[]) answers.push({ value: await recommender.similar(row, limit) });
        return { results: answers };
      }
      if (lane === LANES.items) {
        const answers = [];
        for (const { rows } of items as ItemsItem[]) answers.push({ value: await recommender.itemVectors(rows) });
        return { results: answers };
      }
      const results = await runBatched(sessions.get(lane)!, items as Tensors[]);
      return { results, transfer: results.flatMap((result) => (result instanceof Error ? [] : buffersOf(result.value))) };
    },
    broadcast(message) {
      const change = message as EngineBroadcast;
      if ('state' in change) use(change.state);
      else if ('popularRows' in change) recommender.popularRows = change.popularRows;
      else recommender.loadVectors(change.vectors);
    },
    async close() {
      for (const open of sessions.values()) await open.release();
    },
  };
});
