/** The bus of an app: Kafka where brokers are named, otherwise in memory. */
import { createLogger } from '@casebook/core/logging';
import { InMemoryEventBus } from '../memory/in-memory-event-bus.js';
import { KafkaEventBus } from '../kafka/kafka-event-bus.js';
import type { EventBus } from './event-bus.js';
import type { EventHooks } from './hooks.js';

export interface OpenEventBusOptions {
  /** Default: KAFKA_BROKERS, comma separated. None: events live in this process only. */
  brokers?: string[];
  clientId: string;
  hooks?: EventHooks;
}

/** Opens without waiting: a bus that is away is tried again, and `ready()` tells. */
export function openEventBus({ brokers = configuredBrokers(), clientId, hooks = {} }: OpenEventBusOptions): EventBus {
  if (brokers.length === 0) return new InMemoryEventBus({ hooks });
  return new KafkaEventBus({ brokers, clientId, hooks, logger: createLogger('kafka') });
}

const configuredBrokers = () => (process.env['KAFKA_BROKERS'] ?? '').split(',').flatMap((broker) => broker.trim() || []);
