/** Effectively once: what the bus delivers at least once is applied to PostgreSQL once. */
import { SpanKind, trace } from '@opentelemetry/api';
import { toDatabaseError } from '@casebook/persistence';
import { UnavailableError } from '@casebook/core';
import type { DataSource, EntityManager } from 'typeorm';
import type { EventBus, ReceivedMessage, Subscription } from '../bus/event-bus.js';
import type { EventHooks } from '../bus/hooks.js';
import { EventRegistry, type AnyEventDefinition } from '../definitions/event-registry.js';
import { linksTo } from '../wire/trace-context.js';
import { applyOnce } from './apply-once.js';
import { deadLetter, deadLetterTopic, errorCode } from './dead-letter.js';
import { decodeBatch, type ReceivedEvent } from './decode-batch.js';

export type { ReceivedEvent } from './decode-batch.js';

export interface ConsumeOptions {
  bus: EventBus;
  dataSource: DataSource;
  /** Consumer group, and the name under which the inbox remembers what was applied. */
  group: string;
  /** Types that are handled; others on the same topics are passed over. */
  events: readonly AnyEventDefinition[];
  /** Default: the topics of `events`. */
  topics?: string[];
  /** Applies events that were never applied before, within the transaction of `manager`; all or none. */
  handle(manager: EntityManager, events: ReceivedEvent[]): Promise<void>;
  /** Called after the commit with what was applied, e.g. to tell live views. */
  afterCommit?(events: ReceivedEvent[]): void;
  from?: 'earliest' | 'latest';
  maxBatch?: number;
  /** How often an event that fails alone is tried before it goes to the dead letters. */
  attempts?: number;
  hooks?: EventHooks;
}

/**
 * Subscribes a handler: ONE transaction per batch for inbox and effects, then the offsets.
 *
 * While PostgreSQL or the bus is away, the batch waits and nothing is given up. An event that fails by itself, or that is none, goes
 * to `<topic>.dlq` with its cause, and the others go on.
 */
export async function consume(options: ConsumeOptions): Promise<Subscription> {
  const registry = new EventRegistry(options.events);
  return options.bus.subscribe({
    topics: options.topics ?? registry.topics,
    group: options.group,
    ...(options.from && { from: options.from }),
    ...(options.maxBatch && { maxBatch: options.maxBatch }),
    eachBatch: (messages, signal) =>
      traced(options, messages, async () => {
        try {
          await applyBatch(options, registry, messages, signal);
        } catch (error) {
          const known = toDatabaseError(error);
          if (known instanceof UnavailableError && known.code.startsWith('DATABASE_'))
            options.hooks?.unavailable?.({ what: 'database', error: known });
          throw known;
        }
      }),
  });
}

async function applyBatch(
  options: ConsumeOptions,
  registry: EventRegistry,
  messages: ReceivedMessage[],
  signal: AbortSignal,
): Promise<void> {
  const { bus, dataSource, group, handle, hooks, attempts = 3 } = options;
  const started = performance.now();
  const giveUp = async (message: ReceivedMessage, error: unknown) => {
    await bus.publish(deadLetterTopic(message.topic), [deadLetter(message, group, error)]);
    hooks?.deadLettered?.({ topic: message.topic, group, code: errorCode(error) });
  };
  const { good, bad } = decodeBatch(registry, messages);
  for (const { message, error } of bad) await giveUp(message, error);
  const fresh = await applyOnce(
    { dataSource, consumer: group, handle, attempts, signal, giveUp: ({ message }, error) => giveUp(message, error) },
    good,
  );
  if (fresh.length > 0) options.afterCommit?.(fresh);
  const oldest = messages.reduce((least, { timestamp }) => Math.min(least, timestamp), Infinity);
  hooks?.consumed?.({
    group,
    topics: [...new Set(messages.map(({ topic }) => topic))],
    count: messages.length,
    fresh: fresh.length,
    ms: performance.now() - started,
    oldestMs: Date.now() - oldest,
  });
}

/** One span a batch (OpenTelemetry's messaging conventions), linked to the spans that published the events. */
async function traced(options: ConsumeOptions, messages: ReceivedMessage[], work: () => Promise<void>): Promise<void> {
  const attributes = {
    'messaging.operation.type': 'process',
    'messaging.consumer.group.name': options.group,
    'messaging.batch.message_count': messages.length,
    'messaging.destination.name': messages[0]?.topic ?? '',
  };
  const links = linksTo(messages.map(({ headers }) => headers));
  await trace
    .getTracer('casebook.events')
    .startActiveSpan(`process ${options.group}`, { kind: SpanKind.CONSUMER, attributes, links }, async (span) => {
      try {
        await work();
      } catch (error) {
        span.recordException(error as Error);
        throw error;
      } finally {
        span.end();
      }
    });
}
