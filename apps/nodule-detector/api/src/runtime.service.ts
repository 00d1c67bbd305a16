/** The order in which the parts of the service start and end, and what happens while one of them is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@casebook/core/logging';
import { Inbox, OutboxRelay, type EventBus, type EventHooks, type Subscription } from '@casebook/events';
import { Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import type { DatabaseService } from './database/database.service.js';
import type { DetectorService } from './detection/detector.service.js';
import { announcementsLag, consumeAnnouncements } from './events/announcements.consumer.js';
import type { JobWorker } from './jobs/job-worker.js';
import type { JobsService } from './jobs/jobs.service.js';
import type { Change } from './live/changes.js';
import { followChanges } from './live/follow-changes.js';
import type { LiveService } from './live/live.service.js';
import { registry } from './nodule.events.js';

const PURGE_EVERY_MS = 6 * 3600_000;
const LAG_EVERY_MS = 1000;
/** Between looks for a model package that was not there. */
const MODEL_EVERY_MS = 3000;
const PARTITIONS = 6;

export interface RuntimeParts {
  database: DatabaseService;
  bus: EventBus;
  detector: DetectorService;
  jobs: JobsService;
  workers: readonly JobWorker[];
  live: LiveService;
  hooks: EventHooks;
  logger: Logger;
  inboxDays: number;
  /** Reads the next announced folder and tells whether there was one; undefined where none may be announced. */
  importNext: (() => Promise<boolean>) | undefined;
  /** Told the lag of the consumer, each second. */
  onLag: (messages: number) => void;
}

@Injectable()
export class RuntimeService implements OnModuleDestroy, OnApplicationShutdown {
  relay: OutboxRelay | undefined;
  /** Why the service cannot go on, where waiting does not help. */
  failure: unknown;
  private consumer: Subscription | undefined;
  private readonly stopping = new AbortController();
  private background: Promise<unknown>[] = [];

  constructor(private readonly parts: RuntimeParts) {}

  /**
   * Loads the model and connects to PostgreSQL; waits at most `patienceMs` for a server that is away, where given, and goes on trying behind.
   *
   * @throws where waiting does not help, e.g. a damaged package, a migration that fails
   */
  async start(patienceMs?: number): Promise<void> {
    await this.parts.detector.load();
    const connected = this.connect();
    this.background.push(connected.catch((error: unknown) => this.fail(error)));
    await (patienceMs === undefined ? connected : Promise.race([connected, sleep(patienceMs, undefined, { ref: false })]));
  }

  wakeWorkers(): void {
    for (const worker of this.parts.workers) worker.wake();
  }

  /** Resolves when every announcement so far has been applied and every event published. */
  async settled(): Promise<void> {
    await this.relay?.drain();
    while ((await announcementsLag(this.parts.bus)) > 0) await sleep(5);
  }

  /** Before the last answers are sent: streams would hold them up for ever. */
  onModuleDestroy(): void {
    this.parts.live.stop();
  }

  /** After the last answer: searches go back into the queue, what is under way is finished, then the connections go. */
  async onApplicationShutdown(): Promise<void> {
    const { bus, database, detector, workers } = this.parts;
    this.stopping.abort();
    await Promise.all(workers.map((worker) => worker.stop()));
    await this.relay?.stop();
    await this.consumer?.stop();
    await bus.close();
    await detector.close();
    await database.close();
    await Promise.all(this.background);
  }

  private async connect(): Promise<void> {
    const { bus, database, detector, hooks, logger, workers } = this.parts;
    await database.connect();
    if (this.stopping.signal.aborted) return;
    this.relay = new OutboxRelay({ dataSource: database.dataSource, bus, hooks });
    this.relay.start();
    if (!detector.ready) this.background.push(this.untilThereIsAModel());
    for (const worker of workers) worker.start();
    this.background.push(
      this.consume(),
      followChanges({ database, logger, changed: (change) => this.changed(change) }, this.stopping.signal),
      this.everyNowAndThen(LAG_EVERY_MS, () => this.measureLag()),
      this.everyNowAndThen(LAG_EVERY_MS, () => this.import()),
      this.everyNowAndThen(PURGE_EVERY_MS, () => this.purge()),
    );
  }

  private changed(change: Change): void {
    const { live, workers } = this.parts;
    live.changed(change);
    if (change.kind === 'job' && change.now === 'queued') this.wakeWorkers();
    if ((change.kind === 'job' && change.now === 'cancelled') || (change.kind === 'study' && change.removed)) {
      for (const worker of workers) worker.check();
    }
  }

  private async consume(): Promise<void> {
    const { bus, database, hooks, importNext, jobs } = this.parts;
    await this.untilItWorks(() =>
      bus.createTopics(
        registry.topics.flatMap((topic) => [
          { topic, partitions: PARTITIONS },
          { topic: `${topic}.dlq`, partitions: 1 },
        ]),
      ),
    );
    if (this.stopping.signal.aborted) return;
    this.consumer = await consumeAnnouncements({
      bus,
      database,
      hooks,
      queue: jobs,
      mayImport: importNext !== undefined,
      applied: () => this.wakeWorkers(),
    });
  }

  private async untilThereIsAModel(): Promise<void> {
    const { detector, logger } = this.parts;
    while (!this.stopping.signal.aborted) {
      await this.pause(MODEL_EVERY_MS);
      try {
        if (!(await detector.load())) continue;
        logger.info({ version: detector.current.version }, 'there is a model now');
        return this.wakeWorkers();
      } catch (error) {
        logger.error({ err: error }, 'the model package cannot be used'); // it may be half-copied: look again
      }
    }
  }

  private async measureLag(): Promise<void> {
    this.parts.onLag(await announcementsLag(this.parts.bus));
  }

  private async import(): Promise<void> {
    while (!this.stopping.signal.aborted && (await this.parts.importNext?.()));
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
