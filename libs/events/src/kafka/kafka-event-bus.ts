/** The bus on Apache Kafka. */
import type { Admin, Kafka } from 'kafkajs';
import { busClosed, busUnreachable } from '../bus/errors.js';
import type {
  EventBus,
  PartitionLag,
  ReadOptions,
  ReceivedMessage,
  SubscribeOptions,
  Subscription,
  TopicSpec,
  WireMessage,
} from '../bus/event-bus.js';
import { kafkaClient, type KafkaOptions } from './kafka-options.js';
import { readTopic } from './kafka-reader.js';
import { KafkaSender } from './kafka-sender.js';
import { KafkaSubscription } from './kafka-subscription.js';

export type { KafkaOptions } from './kafka-options.js';

/**
 * Connects with the first call, and goes on through outages: a publication is tried for about 10 s and then reported
 * (`BUS_UNREACHABLE`), a subscription never gives up.
 *
 * @example
 * const bus = new KafkaEventBus({ brokers: ['127.0.0.1:9092'], clientId: 'shop' });
 */
export class KafkaEventBus implements EventBus {
  private readonly kafka: Kafka;
  private readonly sender: KafkaSender;
  private readonly subscriptions = new Set<KafkaSubscription>();
  private readonly known = new Set<string>();
  private connectedAdmin: Promise<Admin> | undefined;
  private closed = false;

  constructor(private readonly options: KafkaOptions) {
    this.kafka = kafkaClient(options);
    this.sender = new KafkaSender(this.kafka, options);
  }

  async createTopics(topics: TopicSpec[]): Promise<void> {
    const missing = topics.filter(({ topic }) => !this.known.has(topic));
    if (missing.length === 0) return;
    await this.administer((admin) =>
      admin.createTopics({
        waitForLeaders: true,
        topics: missing.map(({ topic, partitions }) => ({
          topic,
          numPartitions: partitions ?? this.options.partitions ?? 3,
          replicationFactor: this.options.replicationFactor ?? -1, // the broker's default
        })),
      }),
    );
    for (const { topic } of missing) this.known.add(topic);
  }

  async publish(topic: string, messages: WireMessage[]): Promise<void> {
    const { hooks } = this.options;
    const started = performance.now();
    try {
      await this.createTopics([{ topic }]);
      await this.sender.send(topic, messages);
    } catch (error) {
      this.known.delete(topic); // it may have been deleted: look again
      hooks?.unavailable?.({ what: 'bus', error });
      throw error;
    }
    hooks?.published?.({ topic, count: messages.length, ms: performance.now() - started });
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    if (this.closed) throw busClosed();
    const ensure = () => this.createTopics(options.topics.map((topic) => ({ topic })));
    const subscription = new KafkaSubscription(this.kafka, options, this.options, ensure);
    this.subscriptions.add(subscription);
    return {
      joined: subscription.joined,
      stop: async () => {
        await subscription.stop();
        this.subscriptions.delete(subscription);
      },
    };
  }

  async lag(topic: string, group: string): Promise<PartitionLag[]> {
    if (!(await this.exists(topic))) return [];
    const [ends, [offsets]] = await this.administer((admin) =>
      Promise.all([admin.fetchTopicOffsets(topic), admin.fetchOffsets({ groupId: group, topics: [topic] })]),
    );
    const committedOf = new Map(offsets?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    return ends
      .map(({ partition, low, high }) => {
        const committed = Math.max(committedOf.get(partition) ?? -1, Number(low)); // −1: nothing committed yet
        return { partition, committed, end: Number(high), lag: Number(high) - committed };
      })
      .sort((a, b) => a.partition - b.partition);
  }

  async *read(topic: string, options: ReadOptions = {}): AsyncIterable<ReceivedMessage> {
    if (await this.exists(topic)) yield* readTopic(this.kafka, await this.admin(), topic, options);
  }

  async truncate(topic: string, before: { partition: number; offset: number }[]): Promise<void> {
    if (before.length === 0) return;
    const partitions = before.map(({ partition, offset }) => ({ partition, offset: String(offset) }));
    await this.administer((admin) => admin.deleteTopicRecords({ topic, partitions }));
  }

  async ready(): Promise<void> {
    if (this.closed) throw busClosed();
    await this.administer((admin) => admin.describeCluster());
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.sender.close();
    await this.connectedAdmin?.then((admin) => admin.disconnect()).catch(() => undefined); // it never connected
  }

  private async exists(topic: string): Promise<boolean> {
    return (await this.administer((admin) => admin.listTopics())).includes(topic);
  }

  private async administer<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    try {
      return await work(await this.admin());
    } catch (error) {
      const { connectedAdmin } = this;
      this.connectedAdmin = undefined;
      connectedAdmin?.then((admin) => admin.disconnect()).catch(() => undefined); // broken already
      throw busUnreachable(error);
    }
  }

  private admin(): Promise<Admin> {
    this.connectedAdmin ??= (async () => {
      const admin = this.kafka.admin({ retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 5 } });
      await admin.connect();
      return admin;
    })();
    return this.connectedAdmin;
  }
}
