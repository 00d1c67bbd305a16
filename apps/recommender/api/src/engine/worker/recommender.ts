/** Two stages for a batch of requests, on one worker thread: towers and exact retrieval, then the ranker over the union of candidates. */
import {
  candidates,
  type CandidateQuota,
  type ItemTables,
  type Mode,
  ownedItems,
  reasons,
  SourceScorer,
  topK,
  TopRows,
  type UserHistory,
  userTowerInputs,
} from '@casebook/recommender-contract/features';
import type { ExactTopK, Session } from '@casebook/serving';
import type { Columns } from '../catalogue/shared-columns.js';
import { unpackHistory } from './history-codec.js';
import type { ItemVectors, RankedRows, RecommendedRows, RecommendItem } from './messages.js';
import type { Ranker } from './ranker.js';
import { packReasons } from './reason-codec.js';
import { itemTowerTensors, userTowerTensors } from './tower-tensors.js';

export interface RecommenderModels {
  userTower: Session;
  itemTower: Session;
  rankers: Record<Mode, Ranker>;
}

interface Question {
  mode: Mode;
  limit: number;
  now: number;
  history: UserHistory;
  owned: ReadonlySet<number>;
}

export class Recommender {
  columns!: Columns;
  popularRows!: Int32Array;
  private readonly scorer: SourceScorer;

  constructor(
    private readonly models: RecommenderModels,
    tables: ItemTables,
    private readonly quota: Record<Mode, CandidateQuota>,
    private readonly index: ExactTopK,
  ) {
    this.scorer = new SourceScorer(tables);
  }

  /** Reads vectors that changed from the shared columns into this worker's matrix. */
  loadVectors(rows: Int32Array): void {
    const { dimension } = this.index;
    const vectors = new Float32Array(rows.length * dimension);
    rows.forEach((row, i) => vectors.set(this.columns.vectors.subarray(row * dimension, (row + 1) * dimension), i * dimension));
    this.index.setRows(rows, vectors);
  }

  /** Vectors of some rows as the item tower sees them now; nothing changes by it. */
  async itemVectors(rows: Int32Array): Promise<ItemVectors> {
    const { vector, embedding } = await this.models.itemTower.run(itemTowerTensors(rows, this.columns.items));
    return { vectors: vector!.data as Float32Array, embeddings: embedding!.data as Float32Array };
  }

  async recommend(requests: readonly RecommendItem[]): Promise<RecommendedRows[]> {
    const questions = requests.map(({ mode, limit, now, context, history }): Question => {
      const user = { entries: unpackHistory(history), context };
      return { mode, limit, now, history: user, owned: ownedItems(user) };
    });
    const vectors = await this.userVectors(questions);
    const nearest = await this.index.search(
      questions.map(({ mode, owned }, i) => ({
        query: vectors[i]!,
        k: this.quota[mode].tower,
        ...(mode === 'discover' ? { exclude: owned } : {}),
      })),
      this.columns.allowed,
    );
    const answers: RecommendedRows[] = [];
    for (const [i, question] of questions.entries()) answers.push(await this.rank(question, vectors[i]!, nearest[i]!.rows));
    return answers;
  }

  /** Items that go with one: its neighbours in the tables, then the nearest vectors. */
  async similar(row: number, limit: number): Promise<RankedRows> {
    const { allowed } = this.columns;
    const { basket, ease } = this.scorer.tables.sparse;
    const together = new Map<number, number>();
    for (const table of row < this.scorer.tables.trained ? [basket, ease] : []) {
      for (let k = table.offsets[row]!; k < table.offsets[row + 1]!; k++) {
        const other = table.indices[k]!;
        const value = table.values[k]!;
        if (value > 0 && other !== row && allowed[other] === 1) together.set(other, (together.get(other) ?? 0) + value);
      }
    }
    const known = topK([...together.keys()], limit, (other) => together.get(other)!);
    const { dimension } = this.index;
    const query = this.index.vectors.slice(row * dimension, (row + 1) * dimension);
    const exclude = new Set([row, ...together.keys()]);
    const wanted = query.length === dimension ? limit - known.length : 0;
    const [near] = await this.index.search([{ query, k: wanted, exclude }], allowed);
    // a cosine is at most 1: neighbours from the tables stay in front
    const scores = [...Array.from(known, (other) => 1 + together.get(other)!), ...near!.scores];
    return { rows: Int32Array.of(...known, ...near!.rows), scores: Float32Array.from(scores) };
  }

  private async userVectors(questions: readonly Question[]): Promise<Float32Array[]> {
    const { dimension } = this.index;
    const inputs = questions.map(({ history, now }) => userTowerInputs(history, now));
    const { vector } = await this.models.userTower.run(userTowerTensors(inputs, this.columns.embeddings, dimension));
    const vectors = vector!.data as Float32Array;
    return questions.map((_, i) => vectors.subarray(i * dimension, (i + 1) * dimension));
  }

  /** The ranker over the union of all sources' candidates. */
  private async rank({ mode, history, now, limit }: Question, userVector: Float32Array, towerRows: Int32Array): Promise<RecommendedRows> {
    const { scorer, popularRows, index } = this;
    const { items, allowed } = this.columns;
    scorer.score(history.entries, now);
    const quota = this.quota[mode];
    const rows = candidates({ mode, history, quota, scorer, towerRows, popularRows, allowed: (row) => allowed[row] === 1 });
    const scoring = this.models.rankers[mode].score({
      history,
      now,
      candidates: rows,
      items,
      scorer,
      userVector,
      itemVectors: index.vectors,
    });
    const scores = scoring instanceof Promise ? await scoring : scoring; // trees need not give up their turn
    const best = bestPositions(scores, limit);
    const chosen = best.map((position) => rows[position]!);
    const why = reasons({ rows: chosen, history, now, items, tables: scorer.tables, popularRows });
    return { rows: chosen, scores: Float32Array.from(best, (position) => scores[position]!), reasons: packReasons(why) };
  }
}

function bestPositions(scores: Float32Array, limit: number): Int32Array {
  const top = new TopRows(Math.min(limit, scores.length));
  for (let position = 0; position < scores.length; position++) top.offer(position, scores[position]!);
  return top.take();
}
