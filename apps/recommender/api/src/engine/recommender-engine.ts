/** The recommender's public face on the main thread: ids in, ranked ids with reasons out. */
import { InvalidInputError, NotFoundError } from '@casebook/core';
import { type InferenceModels, type PoolStats, ResultCache, type SkippedProvider, type Timings, type WorkerPool } from '@casebook/serving';
import type { Catalogue } from './catalogue/catalogue.js';
import { DemandLog, popularRows } from './catalogue/demand-log.js';
import { VectorRefresh } from './catalogue/vector-refresh.js';
import { rowHistory } from './engine-history.js';
import type { DemandRow, ItemRow, Ranked, RecommendRequest } from './engine.types.js';
import { popularReason, similarReason, toReasonDto } from './reasons.js';
import { packHistory } from './worker/history-codec.js';
import {
  type EngineBroadcast,
  type EngineState,
  type EngineWorkerInfo,
  type ItemsItem,
  type ItemVectors,
  LANES,
  type RankedRows,
  type RecommendedRows,
  type RecommendItem,
  type SimilarItem,
} from './worker/messages.js';
import { unpackReason } from './worker/reason-codec.js';

const MAX_LIMIT = 1000;
/** Answers of `similar` kept. */
const SIMILAR_KEPT = 5000;

export interface EngineInfo {
  name: string;
  modelVersion: string;
  contractHash: string;
  /** Execution provider in use, and those asked for before it that do not work here. */
  provider: string;
  skippedProviders: readonly SkippedProvider[];
}

export interface EngineParts {
  pool: WorkerPool;
  catalogue: Catalogue;
  /** What a restarted worker begins with; kept current here. */
  state: EngineState;
  models: InferenceModels;
  package: { name: string; version: string; contractHash: string };
  clock: () => number;
  warn: (error: unknown, message: string) => void;
}

export class RecommenderEngine {
  /** Days of demand to give to `setDemand` at start: age and all-time counts need the first purchase, so as good as all. */
  readonly demandDays = 3650;
  private readonly demand = new DemandLog();
  private readonly refresh: VectorRefresh;
  /** Emptied by every change of the catalogue: what is out of stock is not shown from here either. */
  private readonly similarAnswers = new ResultCache<Ranked[]>({ max: SIMILAR_KEPT });

  /** See `createEngine`. */
  constructor(private readonly parts: EngineParts) {
    this.demand.turn(parts.clock(), parts.catalogue.columns);
    this.refresh = new VectorRefresh(
      (rows) => this.refreshVectors(rows),
      (error) => parts.warn(error, 'Vectors of items could not be refreshed; the old ones stay in use.'),
    );
  }

  get info(): EngineInfo {
    const { name, version, contractHash } = this.parts.package;
    const { provider, skipped } = this.parts.pool.info[0] as EngineWorkerInfo;
    return { name, modelVersion: version, contractHash, provider, skippedProviders: skipped };
  }

  get stats(): PoolStats & { items: number; staleVectors: number; cacheHits: number; cacheMisses: number } {
    const { hits, misses } = this.similarAnswers.stats;
    return {
      ...this.parts.pool.stats,
      items: this.parts.catalogue.count,
      staleVectors: this.refresh.size,
      cacheHits: hits,
      cacheMisses: misses,
    };
  }

  /** The package's models by name, for the inference protocol. */
  get inference(): InferenceModels {
    return this.parts.models;
  }

  /** Adds or changes items. Stock and price hold at once; resolves when new items can be recommended. */
  async upsertItems(items: readonly ItemRow[]): Promise<void> {
    const { catalogue, state } = this.parts;
    // asked again after the wait: others may have added items meanwhile
    while (catalogue.outgrows(items)) {
      catalogue.grow(catalogue.count + items.length);
      state.columns = catalogue.buffers;
      await this.broadcast({ state });
    }
    const rows = catalogue.upsert(items);
    this.similarAnswers.clear();
    await this.refresh.now(rows);
  }

  /** Takes items out of the offer at once. */
  removeItems(ids: readonly string[]): void {
    this.parts.catalogue.remove(ids);
    this.similarAnswers.clear();
  }

  /**
   * Sets purchase counts of days; also moves all windows when a day has passed, so call it every few seconds, with nothing new too.
   * Vectors of changed items follow in the background.
   */
  setDemand(rows: readonly DemandRow[]): void {
    const { catalogue, state, clock } = this.parts;
    const aged = this.demand.turn(clock(), catalogue.columns);
    const counts = rows.flatMap(({ itemId, day, count }) => {
      const row = catalogue.rowOf(itemId);
      return row === undefined ? [] : [{ row, day, count }];
    });
    const changed = this.demand.set(counts, catalogue.columns);
    if (aged.length + changed.length === 0) return;
    state.popularRows = popularRows(catalogue.columns);
    void this.broadcast({ popularRows: state.popularRows });
    this.refresh.mark(aged);
    this.refresh.mark(changed);
  }

  /** Resolves when no vector waits to be refreshed. */
  settled(): Promise<void> {
    return this.refresh.idle();
  }

  /**
   * @throws {InvalidInputError} `LIMIT_INVALID`, `HISTORY_INVALID`
   * @throws {UnavailableError} `SERVING_OVERLOADED`, `SERVING_TIMEOUT`, `SERVING_WORKER_CRASHED`, `SERVING_CLOSED`: answer `popular` meanwhile
   */
  async recommend(request: RecommendRequest): Promise<Ranked[]> {
    return (await this.recommendTimed(request)).items;
  }

  /** `recommend` with how long it waited and ran. */
  async recommendTimed({
    history,
    mode,
    limit,
    context,
    now,
    timeoutMs,
  }: RecommendRequest): Promise<{ items: Ranked[]; timings: Timings }> {
    checkLimit(limit);
    const { pool, catalogue } = this.parts;
    const packed = packHistory(rowHistory(history, catalogue));
    const item: RecommendItem = { mode, limit, now, context: context ?? history.context, history: packed };
    const { value, timings } = await pool.submit<RecommendedRows>(LANES.recommend, item, timeoutMs === undefined ? {} : { timeoutMs });
    const items = Array.from(value.rows, (row, i) => ({
      itemId: catalogue.idOf(row),
      score: value.scores[i]!,
      why: toReasonDto(unpackReason(value.reasons, i), catalogue),
    }));
    return { items, timings };
  }

  /**
   * Items that go with one.
   * @throws {NotFoundError} `ITEM_UNKNOWN`
   */
  async similar(itemId: string, limit: number): Promise<Ranked[]> {
    checkLimit(limit);
    const row = this.parts.catalogue.rowOf(itemId);
    if (row === undefined) throw new NotFoundError('ITEM_UNKNOWN', 'The catalogue has no such item: add it first.');
    return this.similarAnswers.get(`${row}/${limit}`, () => this.computeSimilar({ row, limit }));
  }

  /** What most buy, without a model or a worker: the degraded answer. Items never bought fill what is left. */
  popular(limit: number, exclude: ReadonlySet<string> = new Set()): Ranked[] {
    checkLimit(limit);
    const { catalogue, state } = this.parts;
    const { items, allowed } = catalogue.columns;
    const chosen = new Set<number>();
    const consider = (row: number) => {
      if (chosen.size < limit && allowed[row] === 1 && !exclude.has(catalogue.idOf(row))) chosen.add(row);
    };
    state.popularRows.forEach(consider);
    for (let row = 0; row < items.count && chosen.size < limit; row++) consider(row);
    return Array.from(chosen, (row) => ({ itemId: catalogue.idOf(row), score: items.demand.windows[2]![row]!, why: popularReason() }));
  }

  close(): Promise<void> {
    return this.parts.pool.close();
  }

  private async computeSimilar(item: SimilarItem): Promise<Ranked[]> {
    const { pool, catalogue } = this.parts;
    const { value } = await pool.submit<RankedRows>(LANES.similar, item);
    const why = similarReason(catalogue.idOf(item.row), catalogue.nameOf(item.row));
    return Array.from(value.rows, (row, i) => ({ itemId: catalogue.idOf(row), score: value.scores[i]!, why }));
  }

  private async refreshVectors(rows: Int32Array): Promise<void> {
    const { pool, catalogue } = this.parts;
    const item: ItemsItem = { rows };
    const { value } = await pool.submit<ItemVectors>(LANES.items, item, { timeoutMs: 60_000 });
    const { vectors, embeddings } = catalogue.columns;
    const width = value.vectors.length / rows.length;
    rows.forEach((row, i) => {
      vectors.set(value.vectors.subarray(i * width, (i + 1) * width), row * width);
      embeddings.set(value.embeddings.subarray(i * width, (i + 1) * width), row * width);
    });
    await this.broadcast({ vectors: rows });
    catalogue.setReady(rows);
    this.similarAnswers.clear();
  }

  private broadcast(message: EngineBroadcast): Promise<void> {
    return this.parts.pool.broadcast(message);
  }
}

function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new InvalidInputError('LIMIT_INVALID', `The limit must be a whole number from 1 to ${MAX_LIMIT}.`);
  }
}
