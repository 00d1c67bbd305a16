/** The order in which the parts of the service start and end, and what happens while one of them is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@casebook/core/logging';
import { InMemoryEventBus, Inbox, OutboxRelay, type EventBus, type EventHooks, type Subscription } from '@casebook/events';
import { TOPICS } from '@casebook/banking-chatbot-contract';
import type { DatabaseConnection } from '@casebook/persistence';
import { Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { bookDueTransfers, seedDemoBank } from './bank/index.js';
import { CHAT_GROUP, consumeMessages } from './chat/chat.consumer.js';
import { registry } from './chat/chat.registry.js';
import type { ChatService } from './chat/chat.service.js';
import type { TurnReports } from './chat/turn-reports.js';
import type { SessionsService } from './sessions/sessions.service.js';
import type { UnderstandingService } from './understanding/understanding.service.js';

const PURGE_EVERY_MS = 3600_000;
const LAG_EVERY_MS = 1000;
const BOOK_EVERY_MS = 60_000;
const PARTITIONS = 6;
/** For how long a shutdown waits for events in memory: longer only where PostgreSQL is away, too. */
const MOST_DRAINING_MS = 5000;

export interface RuntimeParts {
  database: DatabaseConnection;
  bus: EventBus;
  understanding: UnderstandingService;
  chat: ChatService;
  sessions: SessionsService;
  reports: TurnReports;
  hooks: EventHooks;
  logger: Logger;
  inboxDays: number;
  /** Told how many messages of other channels wait, each second. */
  onLag: (messages: number) => void;
}

@Injectable()
export class RuntimeService implements OnModuleDestroy, OnApplicationShutdown {
  relay: OutboxRelay | undefined;
  /** Why the service cannot go on, where waiting does not help. */
  failure: unknown;
  /** The bank is there: its tables, its customers. */
  open = false;
  /** Set by whoever serves sockets. */
  endSockets: () => void = () => undefined;
  private opening: Promise<void> | undefined;
  private consumer: Subscription | undefined;
  private readonly stopping = new AbortController();
  private background: Promise<unknown>[] = [];

  constructor(private readonly parts: RuntimeParts) {}

  /**
   * Connects to PostgreSQL and opens the bank; waits at most `patienceMs` for a server that is away, where given, and goes on trying behind.
   *
   * @throws where waiting does not help, e.g. a migration that fails
   */
  async start(patienceMs?: number): Promise<void> {
    const connected = (this.opening = this.connect());
    this.background.push(connected.catch((error: unknown) => this.fail(error)));
    await (patienceMs === undefined ? connected : Promise.race([connected, sleep(patienceMs, undefined, { ref: false })]));
  }

  /** Resolves when the bank is open. */
  async opened(): Promise<void> {
    await this.opening;
  }

  /** Resolves when every message on the topic has been answered and every event has left. */
  async settled(): Promise<void> {
    await this.relay?.drain();
    while ((await this.waiting()) > 0) await sleep(5);
    await this.relay?.drain();
  }

  /** Before the last answers are sent: sockets would hold them up for ever. */
  onModuleDestroy(): void {
    this.endSockets();
  }

  /** After the last answer: nothing new arrives, what is under way is finished, then the connections go. */
  async onApplicationShutdown(): Promise<void> {
    const { bus, database, reports, understanding } = this.parts;
    this.stopping.abort();
    if (bus instanceof InMemoryEventBus) await this.untilAnswered(); // what is in it would be gone; Kafka keeps it for the next start
    await this.consumer?.stop();
    await this.relay?.stop();
    await reports.stop();
    await bus.close();
    await understanding.close();
    await database.close();
    await Promise.all(this.background);
  }

  private async connect(): Promise<void> {
    const { bus, database, hooks, logger, sessions } = this.parts;
    await database.connect();
    if (this.stopping.signal.aborted) return;
    await this.untilItWorks(() => database.transaction((manager) => seedDemoBank(manager, new Date())));
    this.open = !this.stopping.signal.aborted;
    this.relay = new OutboxRelay({ dataSource: database.dataSource, bus, hooks });
    this.relay.start();
    this.background.push(
      this.consume(),
      this.everyNowAndThen(LAG_EVERY_MS, async () => this.parts.onLag(await this.waiting())),
      this.everyNowAndThen(BOOK_EVERY_MS, async () => void (await bookDueTransfers(database.dataSource, new Date()))),
      this.everyNowAndThen(PURGE_EVERY_MS, async () => {
        const forgotten = await Inbox.purge(database.dataSource, this.parts.inboxDays);
        logger.info({ forgotten, ended: await sessions.purge() }, 'purged the inbox and sessions that have ended');
      }),
    );
  }

  private async consume(): Promise<void> {
    const { bus, chat, database, hooks, understanding } = this.parts;
    const topics = registry.topics.map((topic) => ({ topic, partitions: PARTITIONS }));
    await this.untilItWorks(() => bus.createTopics([...topics, { topic: `${TOPICS.messages}.dlq`, partitions: 1 }]));
    if (this.stopping.signal.aborted) return;
    this.consumer = await consumeMessages({ bus, database, chat, understanding, hooks, wake: () => this.relay?.wake() });
  }

  /** Messages of other channels that are not answered yet. */
  private async waiting(): Promise<number> {
    const partitions = await this.parts.bus.lag(TOPICS.messages, CHAT_GROUP);
    return partitions.reduce((sum, { lag }) => sum + lag, 0);
  }

  private async untilAnswered(): Promise<void> {
    for (const end = Date.now() + MOST_DRAINING_MS; Date.now() < end && (await this.waiting()) > 0;) await sleep(10);
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
