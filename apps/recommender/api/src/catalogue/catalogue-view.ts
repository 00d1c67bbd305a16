/** The catalogue in memory: what answers show of an item, and what the engine knows of it. Follows the database within `REFRESH_MS`. */
import type { ItemSummaryDto } from '@casebook/recommender-contract';
import type { Logger } from '@casebook/core/logging';
import type { RecommenderEngine } from '../engine/index.js';
import type { CatalogueRepository } from './catalogue.repository.js';
import { toEngineItem, toSummary, type ItemRow } from './item-row.js';

/** A change commits a little after its time stamp: each look reaches back over what a transaction may last. */
const OVERLAP_MS = 10_000;

export class CatalogueView {
  /** A removed item stays, without a summary: a look that began before the removal must not bring it back. */
  private readonly items = new Map<string, { summary: ItemSummaryDto | undefined; version: number }>();
  private count = 0;
  private seenUntil: Date | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly repository: CatalogueRepository,
    private readonly engine: RecommenderEngine,
    private readonly options: { refreshMs: number; logger: Logger; offerChanged?: () => void },
  ) {}

  /** Whether the catalogue has been read at least once. */
  get loaded(): boolean {
    return this.seenUntil !== undefined;
  }

  get size(): number {
    return this.count;
  }

  get(id: string): ItemSummaryDto | undefined {
    return this.items.get(id)?.summary;
  }

  /** Reads the whole catalogue, then follows it. @throws {UnavailableError} while PostgreSQL is away */
  async start(): Promise<void> {
    await this.refresh();
    this.schedule();
  }

  /** Takes over rows just written or read; older news of an item that is known better is left out. */
  async apply(rows: readonly ItemRow[]): Promise<void> {
    const news = rows.filter(({ id, version }) => version > (this.items.get(id)?.version ?? -1));
    const gone = news.filter(({ removed_at }) => removed_at !== null).map(({ id }) => id);
    const kept = news.filter(({ removed_at }) => removed_at === null);
    const unseen = kept.filter(({ id }) => !this.get(id)).map(({ id }) => id);
    const changed = news.map((row) => this.remember(row)).includes(true);
    if (gone.length > 0) this.engine.removeItems(gone);
    if (kept.length > 0) await this.engine.upsertItems(kept.map(toEngineItem));
    // Events may have come before their item; at the first look, demand is read as a whole.
    if (unseen.length > 0 && this.loaded) this.engine.setDemand(await this.repository.demandOf(unseen));
    if (changed) this.options.offerChanged?.();
  }

  /** Looks at what changed since the last look. One at a time. */
  refresh(): Promise<void> {
    this.running ??= this.look().finally(() => (this.running = undefined));
    return this.running;
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.running?.catch(() => undefined);
  }

  /** @returns whether the item is offered now and was not before, or the other way round */
  private remember(row: ItemRow): boolean {
    const offered = () => (this.get(row.id)?.stock ?? 0) > 0;
    const before = offered();
    const summary = row.removed_at === null ? toSummary(row) : undefined;
    this.count += Number(summary !== undefined) - Number(this.get(row.id) !== undefined);
    this.items.set(row.id, { summary, version: row.version });
    return offered() !== before;
  }

  private async look(): Promise<void> {
    const since = this.seenUntil && new Date(this.seenUntil.getTime() - OVERLAP_MS);
    const now = await this.repository.now();
    const [rows, demand] = await Promise.all([
      this.repository.changedSince(since),
      this.repository.demandSince(this.engine.demandDays, since),
    ]);
    await this.apply(rows);
    this.engine.setDemand(demand); // with nothing new, too: days pass
    this.seenUntil = now;
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.refresh()
        .catch((error: unknown) => this.options.logger.debug({ err: error }, 'catalogue not refreshed'))
        .finally(() => this.schedule());
    }, this.options.refreshMs);
    this.timer.unref();
  }
}
