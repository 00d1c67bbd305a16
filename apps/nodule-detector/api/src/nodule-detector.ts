/** Starts the whole service in this process. */
import type { Logger } from '@casebook/core/logging';
import type { EventBus } from '@casebook/events';
import { createService, type Service } from '@casebook/service-defaults';
import { AppModule } from './app.module.js';
import { registerChecks } from './health-checks.js';
import { serveInference } from './inference.routes.js';
import { acceptFiles } from './intake/body-parsers.js';
import type { Intake } from './intake/build-intake.js';
import { readIntakeConfig } from './intake/intake.config.js';
import { serveLive } from './live/live.routes.js';
import { readNoduleDetectorConfig, type NoduleDetectorConfig } from './nodule-detector.config.js';
import { apiDescription } from './openapi/api-description.js';
import { buildTopology, type Topology } from './topology.js';

/** How long a start waits for a PostgreSQL that is away before it answers without. */
const PATIENCE_MS = 3000;

export interface NoduleDetectorOptions {
  /** Instead of the process's environment. */
  env?: Record<string, string | undefined>;
  /** Instead of the bus that the environment names. */
  bus?: EventBus;
  logger?: Logger;
}

export interface NoduleDetector {
  url: string;
  service: Service;
  topology: Topology;
  /** How studies come in, are kept and go out. */
  intake: Intake;
  config: NoduleDetectorConfig;
  /** Drains and ends everything. */
  close(): Promise<void>;
}

/**
 * Starts the service; it answers when this resolves.
 *
 * @throws {CasebookError} `CONFIG_INVALID`, a damaged model package, a database that refuses
 *
 * @example
 * const { url, close } = await startNoduleDetector({ env: { PORT: '0', DATA_DIR: '/tmp/postgres', STORE_DIR: '/tmp/studies' } });
 */
export async function startNoduleDetector({ env = process.env, bus, logger }: NoduleDetectorOptions = {}): Promise<NoduleDetector> {
  const config = readNoduleDetectorConfig(env);
  const intakeConfig = readIntakeConfig(env);
  let topology!: Topology;
  const service = await createService({
    name: 'nodule-detector',
    defaultPort: 3335,
    env,
    ...(logger ? { logger } : {}),
    module: async (defaults) => {
      topology = await buildTopology({ service: config, intake: intakeConfig }, { ...defaults, bus });
      registerChecks(defaults.health, topology);
      return AppModule.with(topology);
    },
    api: apiDescription,
    page: config.PAGE_DIR,
    routes: async (fastify) => {
      await acceptFiles(fastify, { stowBytes: intakeConfig.STOW_MAX_BYTES, timeoutMs: intakeConfig.UPLOAD_TIMEOUT_MS });
      serveLive(fastify, topology.live);
      serveInference(fastify, topology.detector.models);
    },
  });
  try {
    await topology.runtime.start(config.DATABASE_URL ? PATIENCE_MS : undefined);
    return { url: await service.listen(), service, topology, intake: topology.intake, config, close: service.close };
  } catch (error) {
    await service.close();
    throw error;
  }
}
