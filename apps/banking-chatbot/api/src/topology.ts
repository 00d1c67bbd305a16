/** The service on one page: which part is made of which. */
import type { Logger } from '@casebook/core/logging';
import { InMemoryEventBus, openEventBus, Outbox, type EventBus, type EventHooks } from '@casebook/events';
import { LIMITS, TOPICS } from '@casebook/banking-chatbot-contract';
import { createEventMetrics, type Metrics } from '@casebook/monitoring';
import { DatabaseConnection } from '@casebook/persistence';
import { DEMO_CUSTOMERS } from './bank/index.js';
import { CHAT_GROUP } from './chat/chat.consumer.js';
import { ChatService } from './chat/chat.service.js';
import { ConversationsService } from './chat/conversations.service.js';
import { FloodGate } from './chat/flood-gate.js';
import { registry } from './chat/chat.registry.js';
import { TurnReports } from './chat/turn-reports.js';
import { Watchers } from './chat/watchers.js';
import { brokersOf, type ChatbotConfig } from './chatbot.config.js';
import { createAssistant, transcripts } from './conversation/index.js';
import { entities, migrations } from './database/tables.js';
import { RuntimeService } from './runtime.service.js';
import { SessionAccess } from './sessions/session-access.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignIns } from './sessions/sign-ins.js';
import { createUnderstanding } from './understanding/create-understanding.js';
import type { UnderstandingService } from './understanding/understanding.service.js';

export interface Topology {
  bus: EventBus;
  database: DatabaseConnection;
  understanding: UnderstandingService;
  sessions: SessionsService;
  access: SessionAccess;
  conversations: ConversationsService;
  chat: ChatService;
  watchers: Watchers;
  runtime: RuntimeService;
}

/**
 * Builds every part; nothing is connected yet but the model, which must be whole before anything else makes sense.
 *
 * @param givenBus instead of the one of the configuration
 * @throws {CasebookError} where the model package is missing, damaged or of another contract
 */
export async function buildTopology(
  config: ChatbotConfig,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
  givenBus?: EventBus,
): Promise<Topology> {
  const batches = metrics.latency('understanding_batch_seconds', 'Time of one batch of messages in a reading thread');
  const understanding = await createUnderstanding({
    registry: config.MODEL_REGISTRY,
    model: config.MODEL,
    workers: config.INFERENCE_WORKERS,
    objectiveMs: config.OBJECTIVE_MS,
    remembered: config.REMEMBERED_MESSAGES,
    onBatch: ({ runMs }) => batches.observe(runMs / 1000),
    onLookup: (hit) => metrics.cacheRequest('meanings', hit ? 'hit' : 'miss'),
  });

  const events = createEventMetrics(metrics);
  const hooks = eventHooks(events, logger);
  const bus = givenBus ?? openBus(config, hooks);
  const database = new DatabaseConnection({
    name: 'banking-chatbot',
    entities,
    migrations,
    url: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    poolSize: config.DATABASE_POOL_SIZE,
    preparedStatements: true,
    whileAway: 'Until it is back, no message can be answered.',
    logger,
  });

  const signIns = new SignIns(database, DEMO_CUSTOMERS);
  const sessions = new SessionsService(database, signIns, {
    idleMinutes: config.SESSION_MINUTES,
    confirmedMinutes: config.CONFIRMED_MINUTES,
  });
  const watchers = new Watchers();
  const access = new SessionAccess(sessions, signIns, database, DEMO_CUSTOMERS, (customerId) => watchers.device(customerId));

  const turns = metrics.latency('chat_turn_seconds', 'Time from a message to its reply', ['channel', 'kind']);
  const reports = new TurnReports(bus, understanding.info.version, ({ kind }, channel, ms) => turns.observe({ channel, kind }, ms / 1000));
  const conversations = new ConversationsService(database);
  const chat = new ChatService({
    database,
    understanding,
    assistant: createAssistant({ embed: (text) => understanding.embed(text) }),
    transcripts,
    conversations,
    outbox: new Outbox(registry),
    gate: new FloodGate({ perMinute: config.MESSAGES_PER_MINUTE, inFlight: LIMITS.messagesInFlight }),
    watchers,
    reports,
    open: () => runtime.open,
    wake: () => runtime.relay?.wake(),
  });

  const runtime: RuntimeService = new RuntimeService({
    database,
    bus,
    understanding,
    chat,
    sessions,
    reports,
    hooks,
    logger,
    inboxDays: config.INBOX_DAYS,
    onLag: (messages) => events.lag(CHAT_GROUP, TOPICS.messages, messages),
  });
  metrics.gauge('understanding_messages_waiting', 'Messages that wait to be understood', () => understanding.stats.waiting);
  metrics.gauge('chat_conversations_watched', 'Conversations that a page has open here', () => watchers.size);
  return { bus, database, understanding, sessions, access, conversations, chat, watchers, runtime };
}

function eventHooks(events: ReturnType<typeof createEventMetrics>, logger: Logger): EventHooks {
  return {
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
}

/** Messages a partition in memory holds: the process is to run for weeks, and what has been answered is in PostgreSQL. */
const MEMORY_RETENTION = 5000;

function openBus(config: ChatbotConfig, hooks: EventHooks): EventBus {
  const brokers = brokersOf(config);
  if (brokers.length === 0) return new InMemoryEventBus({ retention: MEMORY_RETENTION, hooks });
  return openEventBus({ brokers, clientId: 'banking-chatbot', hooks });
}

/** How the operator sees the bus. */
export const busName = (config: ChatbotConfig) => (brokersOf(config).length > 0 ? 'Kafka' : 'in memory');
