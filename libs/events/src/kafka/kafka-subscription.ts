/** A member of a consumer group that goes on through rebalances, lost brokers and crashes of the consumer itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { deliver } from '../bus/deliver.js';
import type { ReceivedMessage, SubscribeOptions, Subscription } from '../bus/event-bus.js';
import type { EventHooks } from '../bus/hooks.js';
import { MergeBatches } from './merge-batches.js';
import { defaultRetry, type KafkaOptions } from './kafka-options.js';
import { OffsetCommits } from './offset-commits.js';

const heartbeatMs = 500;
/** Offsets of this time are committed together; after a crash so much comes again. */
const commitMs = 50;

export class KafkaSubscription implements Subscription {
  readonly joined: Promise<void>;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private readonly hooks: EventHooks;
  private readonly merged: MergeBatches<ReceivedMessage>;
  private markJoined: () => void = () => undefined;
  private readonly commits = new OffsetCommits(async (topic, offsets) => {
    await this.commit?.({ topics: [{ topic, partitions: Array.from(offsets, ([partition, offset]) => ({ partition, offset })) }] });
  }, commitMs);
  /** Of the latest batch. Not consumer.commitOffsets: that one does nothing any more while the consumer is being stopped. */
  private commit: EachBatchPayload['commitOffsetsIfNecessary'] | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly options: SubscribeOptions,
    private readonly config: KafkaOptions,
    private readonly ensureTopics: () => Promise<void>,
  ) {
    this.hooks = config.hooks ?? {};
    this.joined = new Promise((resolve) => (this.markJoined = resolve));
    this.merged = new MergeBatches((messages) => deliver(options, messages, this.stopping.signal, this.hooks), this.maxBatch);
    this.running = this.supervise();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.markJoined();
    await this.running;
  }

  private get maxBatch(): number {
    return this.options.maxBatch ?? 500;
  }

  private async supervise(): Promise<void> {
    const { signal } = this.stopping;
    for (let pause = 200; !signal.aborted; pause = Math.min(pause * 2, 3_000)) {
      const started = Date.now();
      await this.consumeUntilCrash().catch((error: unknown) => this.hooks.unavailable?.({ what: 'bus', error }));
      if (Date.now() - started > 30_000) pause = 200; // it had worked: this is a new outage
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves on stop. @throws what made the consumer give up */
  private async consumeUntilCrash(): Promise<void> {
    await this.ensureTopics();
    const consumer = this.kafka.consumer({
      groupId: this.options.group,
      sessionTimeout: this.config.sessionTimeoutMs ?? 10_000,
      rebalanceTimeout: 15_000,
      heartbeatInterval: heartbeatMs,
      maxWaitTimeInMs: 500, // a heartbeat, and with it the news of a rebalance, comes between two fetches
      allowAutoTopicCreation: false,
      retry: { ...(this.config.retry ?? defaultRetry), restartOnFailure: async () => false },
    });
    // "The latest" is fixed by the first fetch, not by joining.
    consumer.on(this.options.from === 'latest' ? consumer.events.FETCH : consumer.events.GROUP_JOIN, () => this.markJoined());
    const crashed = new Promise<never>((_, reject) => consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error)));
    crashed.catch(() => undefined); // also when it crashes before anyone listens
    const stopped = new Promise<void>((resolve) => this.stopping.signal.addEventListener('abort', () => resolve(), { once: true }));
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: this.options.topics, fromBeginning: (this.options.from ?? 'earliest') === 'earliest' });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 16,
        eachBatch: (payload) => this.eachBatch(payload),
      });
      await Promise.race([crashed, stopped]);
      await this.commits.flush(); // and what ends from now on commits for itself
    } finally {
      await consumer.disconnect().catch(() => undefined); // a crashed one is disconnected already
      this.commits.clear();
    }
  }

  private async eachBatch({
    batch,
    resolveOffset,
    commitOffsetsIfNecessary,
    heartbeat,
    isRunning,
    isStale,
  }: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = batch;
    this.commit = commitOffsetsIfNecessary;
    // A failed heartbeat means a rebalance; the one after the work reports it, the work itself goes on.
    const beat = setInterval(() => void heartbeat().catch(() => undefined), heartbeatMs);
    try {
      for (let i = 0; i < messages.length && isRunning() && !isStale() && !this.stopping.signal.aborted; i += this.maxBatch) {
        const part = messages.slice(i, i + this.maxBatch);
        if (!(await this.merged.add(part.map((message) => received(topic, partition, message))))) return;
        const { offset } = part.at(-1)!;
        resolveOffset(offset);
        this.commits.handled(topic, partition, String(BigInt(offset) + 1n));
        if (this.stopping.signal.aborted) await this.commits.flush();
        await heartbeat();
      }
    } finally {
      clearInterval(beat);
    }
  }
}

/** A message as kafkajs gives it; header values are buffers, of a repeated header the first one counts. */
export function received(topic: string, partition: number, { key, value, headers = {}, offset, timestamp }: KafkaMessage): ReceivedMessage {
  const texts: Record<string, string> = {};
  for (const [name, header] of Object.entries(headers)) {
    const first = Array.isArray(header) ? header[0] : header;
    if (first !== undefined) texts[name] = String(first);
  }
  return { topic, partition, offset: Number(offset), timestamp: Number(timestamp), key: key && String(key), value, headers: texts };
}
