/** Starts the whole service in this process. */
import type { Logger } from '@casebook/core/logging';
import type { EventBus } from '@casebook/events';
import { createService, type Service } from '@casebook/service-defaults';
import { AppModule } from './app.module.js';
import { apiDescription } from './openapi/api-description.js';
import { registerChecks } from './health-checks.js';
import { serveInference } from './inference.routes.js';
import { serveLive } from './live/live.routes.js';
import { readRecommenderConfig, type RecommenderConfig } from './recommender.config.js';
import { buildTopology, type Topology } from './topology.js';

/** How long a start waits for a PostgreSQL that is away before it answers without. */
const PATIENCE_MS = 3000;

export interface RecommenderOptions {
  /** Instead of the process's environment. */
  env?: Record<string, string | undefined>;
  /** Instead of the bus that the environment names. */
  bus?: EventBus;
  logger?: Logger;
}

export interface Recommender {
  url: string;
  service: Service;
  topology: Topology;
  config: RecommenderConfig;
  /** Drains and ends everything. */
  close(): Promise<void>;
}

/**
 * Starts the service; it answers when this resolves.
 *
 * @throws {CasebookError} `CONFIG_INVALID`, a damaged model package, a database that refuses
 *
 * @example
 * const { url, close } = await startRecommender({ env: { PORT: '0', DATA_DIR: '/tmp/shop' } });
 */
export async function startRecommender({ env = process.env, bus, logger: givenLogger }: RecommenderOptions = {}): Promise<Recommender> {
  const config = readRecommenderConfig(env);
  let topology!: Topology;
  const service = await createService({
    name: 'recommender',
    defaultPort: 3333,
    env,
    ...(givenLogger ? { logger: givenLogger } : {}),
    module: async (defaults) => {
      topology = await buildTopology(config, defaults, bus);
      registerChecks(defaults.health, topology);
      return AppModule.with(topology);
    },
    api: apiDescription,
    jsonTypes: ['application/cloudevents+json', 'application/cloudevents-batch+json'],
    page: config.PAGE_DIR,
    routes: (fastify) => {
      serveLive(fastify, topology.live);
      serveInference(fastify, topology.engine.inference);
    },
  });
  try {
    await topology.runtime.start(config.DATABASE_URL ? PATIENCE_MS : undefined);
    return { url: await service.listen(), service, topology, config, close: service.close };
  } catch (error) {
    await service.close();
    throw error;
  }
}
