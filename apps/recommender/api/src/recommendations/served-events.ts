/** Publishes a share of the recommendations for monitoring. They may be lost: a shopper never waits for them. */
import { createEvent, publishEvents, type DomainEvent, type EventBus } from '@casebook/events';
import type { RecommendationsDto } from '@casebook/recommender-contract';
import { recommendationServed, registry } from '../shop.events.js';

const FLUSH_MS = 1000;
/** Beyond this many in a flush, further ones are left out. */
const MOST_WAITING = 2000;

export class ServedEvents {
  private waiting: DomainEvent[] = [];
  private readonly timer: NodeJS.Timeout;
  private sending = false;

  /** @param share of the answers that are published, 0 to 1 */
  constructor(
    private readonly bus: EventBus,
    private readonly share: number,
  ) {
    this.timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  add({ mode, modelVersion, degraded, took_ms, items }: RecommendationsDto): void {
    if (this.waiting.length >= MOST_WAITING || Math.random() >= this.share) return;
    const data = {
      mode,
      modelVersion,
      degraded,
      took_ms,
      itemIds: items.map(({ item }) => item.id),
      scores: items.map(({ score }) => score),
    };
    this.waiting.push(createEvent(recommendationServed, data, { source: '/recommender/recommendations' }));
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private async flush(): Promise<void> {
    if (this.sending || this.waiting.length === 0) return;
    const batch = this.waiting;
    this.waiting = [];
    this.sending = true;
    // Kafka away: this batch is lost, the next one is tried again.
    await publishEvents(this.bus, registry, batch).catch(() => undefined);
    this.sending = false;
  }
}
