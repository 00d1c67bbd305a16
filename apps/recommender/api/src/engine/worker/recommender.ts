/** Two stages for a batch of requests, on one worker thread: towers and exact retrieval, then the ranker over the union of candidates. */
import {
  candidates,
  type CandidateQuota,
  type ItemTables,
  type Mode,
  MODES,
  ownedItems,
  RANKER_FEATURES,
  rankerFeatures,
  reasons,
  SourceScorer,
  topK,
  type UserHistory,
  userTowerInputs,
} from '@casebook/recommender-contract/features';
import type { ExactTopK, Session } from '@casebook/serving';
import type { Columns } from '../catalogue/shared-columns.js';
import { unpackHistory } from './history-codec.js';
import type { ItemVectors, RankedRows, RecommendedRows, RecommendItem } from './messages.js';
import { packReasons } from './reason-codec.js';
import { itemTowerTensors, userTowerTensors } from './tower-tensors.js';

export interface RecommenderModels {
  userTower: Session;
  itemTower: Session;
  rankers: Record<Mode, Session>;
}

interface Question {
  mode: Mode;
  limit: number;
  now: number;
  history: UserHistory;
  owned: ReadonlySet<number>;
}
interface Shortlist {
  rows: Int32Array;
  features: Float32Array;
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
    const shortlists = questions.map((question, i) => this.shortlist(question, vectors[i]!, nearest[i]!.rows));
    const scores = await this.score(questions, shortlists);
    return questions.map((question, i) => this.rank(question, shortlists[i]!.rows, scores[i]!));
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

  private shortlist({ mode, history, now }: Question, userVector: Float32Array, towerRows: Int32Array): Shortlist {
    const { scorer, popularRows } = this;
    const { items, allowed } = this.columns;
    scorer.score(history.entries, now);
    const rows = candidates({
      mode,
      history,
      quota: this.quota[mode],
      scorer,
      towerRows,
      popularRows,
      allowed: (row) => allowed[row] === 1,
    });
    return {
      rows,
      features: rankerFeatures({ history, now, candidates: rows, items, scorer, userVector, itemVectors: this.index.vectors }),
    };
  }

  /** One run of a ranker for all requests of its mode. */
  private async score(questions: readonly Question[], shortlists: readonly Shortlist[]): Promise<Float32Array[]> {
    const scores: Float32Array[] = shortlists.map(() => new Float32Array(0));
    for (const mode of MODES) {
      const members = [...questions.keys()].filter((i) => questions[i]!.mode === mode && shortlists[i]!.rows.length > 0);
      if (members.length === 0) continue;
      const count = members.reduce((sum, i) => sum + shortlists[i]!.rows.length, 0);
      const data = new Float32Array(count * RANKER_FEATURES.length);
      let at = 0;
      for (const i of members) {
        data.set(shortlists[i]!.features, at);
        at += shortlists[i]!.features.length;
      }
      const { score } = await this.models.rankers[mode].run({
        features: { dtype: 'float32', shape: [count, RANKER_FEATURES.length], data },
      });
      let from = 0;
      for (const i of members) scores[i] = (score!.data as Float32Array).subarray(from, (from += shortlists[i]!.rows.length));
    }
    return scores;
  }

  private rank({ history, now, limit }: Question, rows: Int32Array, scores: Float32Array): RecommendedRows {
    const positions = Int32Array.from(rows.keys());
    const best = topK(positions, limit, (position) => scores[position]!);
    const { items } = this.columns;
    const chosen = Int32Array.from(best, (position) => rows[position]!);
    const why = reasons({ rows: chosen, history, now, items, tables: this.scorer.tables, popularRows: this.popularRows });
    return { rows: chosen, scores: Float32Array.from(best, (position) => scores[position]!), reasons: packReasons(why) };
  }
}
