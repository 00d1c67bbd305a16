/** What `GET /v1/live` sends: figures once a second, events as they are applied. */
import { SlidingLatency } from '@casebook/monitoring';
import type { LiveAppliedDto, LiveStatsDto } from '@casebook/recommender-contract';
import type { TimedInteraction } from '../interactions/apply-interactions.js';
import type { Arrivals } from './arrivals.js';

/** Events of others that a page sees per second at most. */
const SAMPLED_PER_SECOND = 10;
/** Bytes a reader may be behind; one that is slower is cut off. */
const MOST_BUFFERED = 256 * 1024;

export interface LiveReader {
  write(text: string): void;
  end(): void;
  readonly writableLength: number;
}

interface Subscriber {
  reader: LiveReader;
  user: string | undefined;
  sampled: number;
}

export class LiveService {
  private readonly subscribers = new Set<Subscriber>();
  private readonly delays = new SlidingLatency();
  private readonly timer: NodeJS.Timeout;

  /** @param figures what the service knows besides the rate of events */
  constructor(
    private readonly arrivals: Arrivals,
    private readonly nameOf: (itemId: string) => string | undefined,
    private readonly figures: () => Omit<LiveStatsDto, 'at' | 'eventsPerSecond'>,
  ) {
    this.timer = setInterval(() => this.tick(), 1000).unref();
  }

  /** Adds a page; every event of `user` is sent to it. @returns to be called when the page has gone */
  subscribe(reader: LiveReader, user?: string): () => void {
    const subscriber = { reader, user, sampled: 0 };
    this.subscribers.add(subscriber);
    reader.write(message('stats', this.stats()));
    return () => void this.subscribers.delete(subscriber);
  }

  /** Tells the pages what was applied just now. */
  applied(events: readonly TimedInteraction[]): void {
    const now = Date.now();
    for (const event of events) {
      const lagMs = this.arrivals.delay(event, now);
      this.delays.record(lagMs);
      if (this.subscribers.size > 0) this.tell(event, now, lagMs);
    }
  }

  stats(): LiveStatsDto {
    return { at: new Date().toISOString(), eventsPerSecond: this.delays.rate(), ...this.figures() };
  }

  /** Ends every stream, so that a shutdown need not wait for them. */
  stop(): void {
    clearInterval(this.timer);
    for (const { reader } of this.subscribers) reader.end();
    this.subscribers.clear();
  }

  private tick(): void {
    if (this.subscribers.size === 0) return;
    const text = message('stats', this.stats());
    for (const subscriber of this.subscribers) {
      subscriber.sampled = 0;
      this.send(subscriber, text);
    }
  }

  private tell(event: TimedInteraction, now: number, lagMs: number): void {
    const { userId, itemId } = event.data;
    for (const subscriber of this.subscribers) {
      const own = subscriber.user === userId;
      if (!own && subscriber.sampled++ >= SAMPLED_PER_SECOND) continue;
      const applied: LiveAppliedDto = {
        id: event.id,
        type: event.type,
        userId: own ? userId : null,
        itemId,
        itemName: this.nameOf(itemId) ?? null,
        occurredAt: event.time,
        appliedAt: new Date(now).toISOString(),
        lagMs,
      };
      this.send(subscriber, message('applied', applied));
    }
  }

  private send(subscriber: Subscriber, text: string): void {
    if (subscriber.reader.writableLength > MOST_BUFFERED) {
      subscriber.reader.end();
      this.subscribers.delete(subscriber);
    } else subscriber.reader.write(text);
  }
}

const message = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
