/** Starts the whole service in this process. */
import type { Logger } from '@casebook/core/logging';
import type { EventBus } from '@casebook/events';
import { createService, type Service } from '@casebook/service-defaults';
import { AppModule } from './app.module.js';
import { serveSocket } from './chat/socket.routes.js';
import { readChatbotConfig, type ChatbotConfig } from './chatbot.config.js';
import { registerChecks } from './health-checks.js';
import { serveInference } from './inference.routes.js';
import { apiDescription } from './openapi/api-description.js';
import { maskedLogger } from './privacy/masked-logs.js';
import { buildTopology, type Topology } from './topology.js';

/** How long a start waits for a PostgreSQL that is away before it answers without. */
const PATIENCE_MS = 3000;

export interface ChatbotOptions {
  /** Instead of the process's environment. */
  env?: Record<string, string | undefined>;
  /** Instead of the bus that the environment names. */
  bus?: EventBus;
  logger?: Logger;
}

export interface Chatbot {
  url: string;
  service: Service;
  topology: Topology;
  config: ChatbotConfig;
  /** Drains and ends everything. */
  close(): Promise<void>;
}

/**
 * Starts the service; it answers when this resolves.
 *
 * @throws {CasebookError} `CONFIG_INVALID`, a damaged model package, a database that refuses
 *
 * @example
 * const { url, close } = await startChatbot({ env: { PORT: '0', DATA_DIR: '/tmp/bank' } });
 */
export async function startChatbot({
  env = process.env,
  bus,
  logger = maskedLogger('banking-chatbot'),
}: ChatbotOptions = {}): Promise<Chatbot> {
  const config = readChatbotConfig(env);
  let topology!: Topology;
  const service = await createService({
    name: 'banking-chatbot',
    defaultPort: 3334,
    env,
    logger,
    module: async (defaults) => {
      topology = await buildTopology(config, defaults, bus);
      registerChecks(defaults.health, topology);
      return AppModule.with(topology);
    },
    api: apiDescription,
    page: config.PAGE_DIR,
    routes: async (fastify) => {
      const { access, chat, conversations, runtime, sessions, understanding, watchers } = topology;
      serveInference(fastify, understanding.models);
      runtime.endSockets = await serveSocket(fastify, {
        sessions,
        conversations,
        chat,
        watchers,
        describe: (session) => access.dto(session),
        device: async (token) => (await access.device(token)).messages,
        failed: (error) => logger.error({ err: error }, 'a message over the socket failed'),
      });
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
