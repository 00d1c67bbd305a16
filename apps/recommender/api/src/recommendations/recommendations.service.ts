/** Recommendations: history from PostgreSQL, ranking by the engine, popular items where one of the two is away. */
import { CasebookError, NotFoundError, UnavailableError } from '@casebook/core';
import type { Logger } from '@casebook/core/logging';
import type { SlidingLatency } from '@casebook/monitoring';
import type { RecommendationQueryDto, RecommendationsDto, RecommendedItemDto, SimilarItemsDto } from '@casebook/recommender-contract';
import type { CatalogueView } from '../catalogue/catalogue-view.js';
import type { Ranked, RecommenderEngine } from '../engine/index.js';
import type { HistoryLoader } from '../users/history.loader.js';
import type { AnswerCache } from './answer-cache.js';
import type { ServedEvents } from './served-events.js';

export class RecommendationsService {
  /** The code of the last failure that made an answer degraded; false since the last whole one. */
  degraded: false | string = false;

  constructor(
    private readonly engine: RecommenderEngine,
    private readonly view: CatalogueView,
    private readonly histories: HistoryLoader,
    private readonly answers: AnswerCache<Ranked[]>,
    private readonly latency: SlidingLatency,
    private readonly served: ServedEvents,
    private readonly logger: Logger,
  ) {}

  /**
   * What to show a user. A user never seen gets the cold-start answer of the model.
   *
   * @param fresh computes the answer even where one is at hand that still holds
   * @throws {UnavailableError} `CATALOGUE_NOT_LOADED` before the first connection to PostgreSQL
   */
  async recommend(userId: string, { limit, mode, context }: RecommendationQueryDto, fresh: boolean): Promise<RecommendationsDto> {
    const started = performance.now();
    const { ranked, degraded } = await this.orPopular(limit, () =>
      this.answers.get(userId, `${mode}/${limit}/${context ?? ''}`, () => this.compute(userId, { limit, mode, context }), fresh),
    );
    const took_ms = this.took(started);
    const items = this.show(ranked);
    const answer = { userId, mode, modelVersion: this.engine.info.modelVersion, degraded, took_ms, items };
    this.served.add(answer);
    return answer;
  }

  /** Items like one item. @throws {NotFoundError} `ITEM_UNKNOWN` */
  async similar(itemId: string, limit: number): Promise<SimilarItemsDto> {
    const started = performance.now();
    this.requireCatalogue();
    if (!this.view.get(itemId))
      throw new NotFoundError('ITEM_UNKNOWN', 'The catalogue has no item with this id. Look it up with GET /v1/items.');
    const { ranked, degraded } = await this.orPopular(limit, () => this.engine.similar(itemId, limit), new Set([itemId]));
    return {
      itemId,
      modelVersion: this.engine.info.modelVersion,
      degraded,
      took_ms: round(performance.now() - started),
      items: this.show(ranked),
    };
  }

  private async compute(userId: string, { limit, mode, context }: RecommendationQueryDto): Promise<Ranked[]> {
    const history = await this.histories.load(userId);
    const where = context ?? history.context;
    return this.engine.recommend({ history, mode, limit, now: Date.now(), ...(where === undefined ? {} : { context: where }) });
  }

  private async orPopular(
    limit: number,
    rank: () => Promise<Ranked[]>,
    exclude?: ReadonlySet<string>,
  ): Promise<{ ranked: Ranked[]; degraded: false | string }> {
    this.requireCatalogue();
    try {
      const ranked = await rank();
      if (this.degraded) this.logger.info({ was: this.degraded }, 'recommendations are whole again');
      this.degraded = false;
      return { ranked, degraded: false };
    } catch (error) {
      if (!(error instanceof CasebookError) || error.status !== 503) throw error;
      if (this.degraded !== error.code) this.logger.warn({ code: error.code }, 'recommendations are degraded to popular items');
      this.degraded = error.code;
      return { ranked: this.engine.popular(limit, exclude), degraded: error.code };
    }
  }

  private requireCatalogue(): void {
    if (this.view.loaded) return;
    throw new UnavailableError(
      'CATALOGUE_NOT_LOADED',
      'The service has not read its catalogue yet, because PostgreSQL is away. Try again shortly.',
    );
  }

  /** Names and prices; what has been removed or sold out while the model ran is left out. */
  private show(ranked: readonly Ranked[]): RecommendedItemDto[] {
    return ranked.flatMap(({ itemId, score, why }) => {
      const item = this.view.get(itemId);
      return item && item.stock > 0 ? [{ item, score, why }] : [];
    });
  }

  private took(started: number): number {
    const ms = performance.now() - started;
    this.latency.record(ms);
    return round(ms);
  }
}

const round = (ms: number) => Math.round(ms * 1000) / 1000;
