/** The service on one page: which part is made of which. */
import type { Logger } from '@casebook/core/logging';
import { InMemoryEventBus, openEventBus, Outbox, type EventBus, type EventHooks } from '@casebook/events';
import { createEventMetrics, SlidingLatency, type Metrics } from '@casebook/monitoring';
import { TOPICS } from '@casebook/recommender-contract';
import { CatalogueRepository } from './catalogue/catalogue.repository.js';
import { CatalogueService } from './catalogue/catalogue.service.js';
import { CatalogueView } from './catalogue/catalogue-view.js';
import { DatabaseService } from './database/database.service.js';
import { createEngine, type Ranked, type RecommenderEngine } from './engine/index.js';
import { EventIntake } from './interactions/event-intake.js';
import { INTERACTIONS_GROUP } from './interactions/interactions.consumer.js';
import { InteractionsService } from './interactions/interactions.service.js';
import { Arrivals } from './live/arrivals.js';
import { LiveService } from './live/live.service.js';
import { brokersOf, type RecommenderConfig } from './recommender.config.js';
import { AnswerCache } from './recommendations/answer-cache.js';
import { RecommendationsService } from './recommendations/recommendations.service.js';
import { ServedEvents } from './recommendations/served-events.js';
import { RuntimeService } from './runtime.service.js';
import { registry } from './shop.events.js';
import { HistoryLoader } from './users/history.loader.js';
import { UsersService } from './users/users.service.js';

export interface Topology {
  bus: EventBus;
  database: DatabaseService;
  engine: RecommenderEngine;
  view: CatalogueView;
  catalogue: CatalogueService;
  interactions: InteractionsService;
  recommendations: RecommendationsService;
  users: UsersService;
  live: LiveService;
  runtime: RuntimeService;
}

/**
 * Builds every part; nothing is connected yet but the model, which must be whole before anything else makes sense.
 *
 * @param givenBus instead of the one of the configuration
 * @throws {CasebookError} where the model package is missing, damaged or of another contract
 */
export async function buildTopology(
  config: RecommenderConfig,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
  givenBus?: EventBus,
): Promise<Topology> {
  const engine = await createEngine({ registry: config.MODEL_REGISTRY, model: config.MODEL, workers: config.INFERENCE_WORKERS, logger });

  const events = createEventMetrics(metrics);
  const hooks: EventHooks = {
    published: events.published,
    consumed: events.consumed,
    redelivered: events.redelivered,
    relayed: events.relayed,
    deadLettered: (info) => {
      events.deadLettered(info);
      logger.warn(info, 'an event cannot be applied and was put aside');
    },
    unavailable: (info) => {
      events.unavailable(info);
      logger.warn({ what: info.what, err: info.error }, 'a part is away');
    },
  };
  const bus = givenBus ?? openBus(config, hooks);
  const database = new DatabaseService({ url: config.DATABASE_URL, dataDir: config.DATA_DIR, poolSize: config.DATABASE_POOL_SIZE, logger });

  const repository = new CatalogueRepository(database);
  const answers = new AnswerCache<Ranked[]>({
    ttlMs: config.REUSE_ANSWERS_MS,
    onLookup: (result) => metrics.cacheRequest('recommendations', result),
  });
  const view = new CatalogueView(repository, engine, { refreshMs: config.REFRESH_MS, logger, offerChanged: () => answers.clear() });
  const outbox = new Outbox(registry);
  const wake = () => runtime.relay?.wake();
  const catalogue = new CatalogueService(database, repository, view, outbox, wake);

  const arrivals = new Arrivals();
  const intake = new EventIntake(async (accepted) => {
    await database.transaction((manager) => outbox.add(manager, accepted));
    wake();
  });
  const interactions = new InteractionsService(intake, view, repository, arrivals, (result) => metrics.cacheRequest('items', result));

  const latency = new SlidingLatency();
  const served = new ServedEvents(bus, config.SERVED_EVENTS_SHARE);
  const recommendations = new RecommendationsService(engine, view, new HistoryLoader(database), answers, latency, served, logger);
  const users = new UsersService(database, (changed) => answers.forget(changed));

  const live: LiveService = new LiveService(
    arrivals,
    (itemId) => view.get(itemId)?.name,
    () => ({
      recommendationsPerSecond: latency.rate(),
      latency: latency.summary(),
      consumerLag: runtime.lag,
      modelVersion: engine.info.modelVersion,
      provider: engine.info.provider,
      bus: busName(config),
      degraded: recommendations.degraded,
    }),
  );
  const runtime: RuntimeService = new RuntimeService({
    database,
    bus,
    engine,
    view,
    live,
    answers,
    served,
    hooks,
    logger,
    inboxDays: config.INBOX_DAYS,
    onLag: (messages) => events.lag(INTERACTIONS_GROUP, TOPICS.interactions, messages),
  });
  metrics.gauge('catalogue_items', 'Items in the catalogue', () => view.size);
  metrics.gauge('engine_requests_waiting', 'Requests that wait for the model', () => engine.stats.waiting);
  return { bus, database, engine, view, catalogue, interactions, recommendations, users, live, runtime };
}

/** Messages a partition in memory holds: the process is to run for weeks, and what has been applied is in PostgreSQL. */
const MEMORY_RETENTION = 5000;

function openBus(config: RecommenderConfig, hooks: EventHooks): EventBus {
  const brokers = brokersOf(config);
  if (brokers.length === 0) return new InMemoryEventBus({ retention: MEMORY_RETENTION, hooks });
  return openEventBus({ brokers, clientId: 'recommender', hooks });
}

/** How the operator sees the bus. */
export const busName = (config: RecommenderConfig) => (brokersOf(config).length > 0 ? 'Kafka' : 'in memory');
