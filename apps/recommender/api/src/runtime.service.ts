/** The order in which the parts of the service start and end, and what happens while one of them is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@casebook/core/logging';
import { InMemoryEventBus, Inbox, OutboxRelay, type EventBus, type EventHooks, type Subscription } from '@casebook/events';
import { Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import type { CatalogueView } from './catalogue/catalogue-view.js';
import type { DatabaseService } from './database/database.service.js';
import type { Ranked, RecommenderEngine } from './engine/index.js';
import type { TimedInteraction } from './interactions/apply-interactions.js';
import { consumeInteractions, interactionsLag } from './interactions/interactions.consumer.js';
import type { LiveService } from './live/live.service.js';
import type { ServedEvents } from './recommendations/served-events.js';
import type { AnswerCache } from './recommendations/answer-cache.js';
import { registry } from './shop.events.js';
import { followHistoryChanges } from './users/history-changes.js';

const PURGE_EVERY_MS = 6 * 3600_000;
const LAG_EVERY_MS = 1000;
const PARTITIONS = 6;
/** For how long a shutdown waits for events in memory: longer only where PostgreSQL is away, too. */
const MOST_DRAINING_MS = 5000;

export interface RuntimeParts {
  database: DatabaseService;
  bus: EventBus;
  engine: RecommenderEngine;
  view: CatalogueView;
  live: LiveService;
  answers: AnswerCache<Ranked[]>;
  served: ServedEvents;
  hooks: EventHooks;
  logger: Logger;
  inboxDays: number;
  /** Told the lag of the consumer, each second. */
  onLag: (messages: number) => void;
}

@Injectable()
export class RuntimeService implements OnModuleDestroy, OnApplicationShutdown {
  relay: OutboxRelay | undefined;
  /** Messages not applied yet; null where unknown. */
  lag: number | null = null;
  /** Why the service cannot go on, where waiting does not help. */
  failure: unknown;
  private consumer: Subscription | undefined;
  private readonly stopping = new AbortController();
  private background: Promise<unknown>[] = [];

  constructor(private readonly parts: RuntimeParts) {}

  /**
   * Connects to PostgreSQL and reads the catalogue; waits at most `patienceMs` for a server that is away, where given, and goes on trying behind.
   *
   * @throws where waiting does not help, e.g. a migration that fails
   */
  async start(patienceMs?: number): Promise<void> {
    const connected = this.connect();
    this.background.push(connected.catch((error: unknown) => this.fail(error)));
    await (patienceMs === undefined ? connected : Promise.race([connected, sleep(patienceMs, undefined, { ref: false })]));
  }

  /** Applied and on its way: resolves when every event accepted so far has been applied. */
  async settled(): Promise<void> {
    await this.relay?.drain();
    while ((await interactionsLag(this.parts.bus)) > 0) await sleep(5);
  }

  /** Before the last answers are sent: streams would hold them up for ever. */
  onModuleDestroy(): void {
    this.parts.live.stop();
  }

  /** After the last answer: nothing new arrives, what is under way is finished, then the connections go. */
  async onApplicationShutdown(): Promise<void> {
    const { bus, database, engine, served, view } = this.parts;
    this.stopping.abort();
    await this.relay?.stop();
    await served.stop();
    if (bus instanceof InMemoryEventBus) await this.untilApplied(); // what is in it would be gone; Kafka keeps it for the next start
    await this.consumer?.stop();
    await view.stop();
    await bus.close();
    await engine.close();
    await database.close();
    await Promise.all(this.background);
  }

  private async untilApplied(): Promise<void> {
    for (const end = Date.now() + MOST_DRAINING_MS; Date.now() < end && (await interactionsLag(this.parts.bus)) > 0;) await sleep(10);
  }

  private async connect(): Promise<void> {
    const { bus, database, hooks, view } = this.parts;
    await database.connect();
    if (this.stopping.signal.aborted) return;
    await this.untilItWorks(() => view.start());
    this.relay = new OutboxRelay({ dataSource: database.dataSource, bus, hooks });
    this.relay.start();
    this.background.push(
      this.consume(),
      this.followChanges(),
      this.everyNowAndThen(LAG_EVERY_MS, () => this.measureLag()),
      this.everyNowAndThen(PURGE_EVERY_MS, () => this.purge()),
    );
  }

  private async consume(): Promise<void> {
    const { answers, bus, database, hooks, live } = this.parts;
    await this.untilItWorks(() =>
      bus.createTopics(
        registry.topics.flatMap((topic) => [
          { topic, partitions: PARTITIONS },
          { topic: `${topic}.dlq`, partitions: 1 },
        ]),
      ),
    );
    if (this.stopping.signal.aborted) return;
    const applied = (events: readonly TimedInteraction[]) => {
      answers.forget(events.map(({ data }) => data.userId)); // this instance need not wait for PostgreSQL's news
      live.applied(events);
    };
    this.consumer = await consumeInteractions({ bus, database, hooks, applied });
  }

  private followChanges(): Promise<void> {
    const { answers, database, logger } = this.parts;
    const changed = (userIds: string[]) => answers.forget(userIds);
    const following = (on: boolean) => answers.follow(on);
    return followHistoryChanges({ database, logger, changed, following }, this.stopping.signal);
  }

  private async measureLag(): Promise<void> {
    this.lag = await interactionsLag(this.parts.bus).catch(() => null);
    if (this.lag !== null) this.parts.onLag(this.lag);
  }

  private async purge(): Promise<void> {
    const forgotten = await Inbox.purge(this.parts.database.dataSource, this.parts.inboxDays);
    if (forgotten > 0) this.parts.logger.info({ forgotten }, 'purged the inbox');
  }

  /** Tries until it works or the service stops. */
  private async untilItWorks(work: () => Promise<unknown>): Promise<void> {
    for (let pause = 100; !this.stopping.signal.aborted; pause = Math.min(pause * 2, 3000)) {
      try {
        await work();
        return;
      } catch (error) {
        this.parts.logger.warn({ err: error }, 'a part is away; trying again');
        await this.pause(pause);
      }
    }
  }

  private async everyNowAndThen(ms: number, work: () => Promise<void>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await work().catch((error: unknown) => this.parts.logger.debug({ err: error }, 'left for the next time'));
      await this.pause(ms);
    }
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined); // stopping
  }

  private fail(error: unknown): void {
    this.failure = error;
    this.parts.logger.fatal({ err: error }, 'the service cannot go on');
  }
}
