/** How this library speaks to Kafka. */
import type { Logger } from '@casebook/core/logging';
import kafkajs, { logLevel, type ISocketFactory, type Kafka, type RetryOptions, type SASLOptions } from 'kafkajs';
import type { EventHooks } from '../bus/hooks.js';
import { kafkaLogger } from './kafka-logger.js';

export interface KafkaOptions {
  /** `host:port` of some brokers; the others are found through them. */
  brokers: string[];
  clientId: string;
  /** Partitions of a topic that is created without saying how many. */
  partitions?: number;
  replicationFactor?: number;
  ssl?: boolean;
  sasl?: SASLOptions;
  hooks?: EventHooks;
  logger?: Logger;
  /** How long one call is tried before its caller is told; the outbox then sends again. */
  retry?: RetryOptions;
  /** Bytes that may wait to be sent. */
  maxWaitingBytes?: number;
  /** A member that is silent for this long loses its partitions, in ms. */
  sessionTimeoutMs?: number;
  /** Own sockets, e.g. through a proxy. */
  socketFactory?: ISocketFactory;
}

/** Outlasts a leader election and a short restart of the broker (about 10 s). */
export const defaultRetry: RetryOptions = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 12 };

export function kafkaClient({ brokers, clientId, ssl, sasl, socketFactory, logger, retry = defaultRetry }: KafkaOptions): Kafka {
  process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1'; // it announces a change of 2.0; the partitioner is Kafka's own, as elsewhere
  return new kafkajs.Kafka({
    brokers,
    clientId,
    ...(ssl !== undefined && { ssl }),
    ...(sasl && { sasl }),
    ...(socketFactory && { socketFactory }),
    logLevel: logLevel.WARN,
    logCreator: kafkaLogger(logger),
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry,
  });
}
