/** The bus of one process: partitions, groups, offsets and redelivery like Kafka's, nothing kept after the end. */
import { busClosed, busOverloaded } from '../bus/errors.js';
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
import type { EventHooks } from '../bus/hooks.js';
import { ConsumerGroup, type Member } from './consumer-group.js';
import { TopicLog } from './topic-log.js';

export interface InMemoryOptions {
  /** Partitions of a topic that is created without saying how many. */
  partitions?: number;
  /** Messages a partition holds. Older ones are forgotten once every group has read them; until then `publish` waits. */
  retention?: number;
  /** Messages that may wait in `publish`, all topics together. */
  maxWaiting?: number;
  hooks?: EventHooks;
}

export class InMemoryEventBus implements EventBus {
  private readonly topics = new Map<string, TopicLog>();
  private readonly groups = new Map<string, ConsumerGroup>();
  private readonly members = new Map<Member, ConsumerGroup>();
  private readonly options: Required<InMemoryOptions>;
  private room: (() => void)[] = [];
  private waiting = 0;
  private closed = false;

  constructor(options: InMemoryOptions = {}) {
    this.options = { partitions: 3, retention: 100_000, maxWaiting: 100_000, hooks: {}, ...options };
  }

  async createTopics(topics: TopicSpec[]): Promise<void> {
    for (const { topic, partitions } of topics) this.topic(topic, partitions);
  }

  async publish(topic: string, messages: WireMessage[]): Promise<void> {
    const started = performance.now();
    const log = this.topic(topic);
    if (this.waiting > 0 && this.waiting + messages.length > this.options.maxWaiting) throw busOverloaded();
    this.waiting += messages.length;
    try {
      for (const message of messages) {
        while (!this.hasRoom(log)) await this.untilProgress();
        if (this.closed) throw busClosed();
        log.append(message);
      }
    } finally {
      this.waiting -= messages.length;
      this.wakeGroups();
    }
    this.options.hooks.published?.({ topic, count: messages.length, ms: performance.now() - started });
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    if (this.closed) throw busClosed();
    let group = this.groups.get(options.group);
    if (!group) this.groups.set(options.group, (group = new ConsumerGroup(options.group, this.options.hooks, () => this.progress())));
    const member = group.join(
      options,
      options.topics.map((topic) => this.topic(topic)),
    );
    this.members.set(member, group);
    return { joined: Promise.resolve(), stop: () => this.leave(member) };
  }

  async lag(topic: string, group: string): Promise<PartitionLag[]> {
    const partitions = this.topics.get(topic)?.partitions ?? [];
    return partitions.map(({ start, end }, partition) => {
      const committed = this.groups.get(group)?.committed(topic, partition) ?? start;
      return { partition, committed, end, lag: end - Math.max(committed, start) };
    });
  }

  async *read(topic: string, { from = 'earliest' }: ReadOptions = {}): AsyncIterable<ReceivedMessage> {
    for (const log of this.topics.get(topic)?.partitions ?? []) {
      for (const message of log.read(log.start, log.end - log.start)) if (from === 'earliest' || message.timestamp >= from) yield message;
    }
  }

  async truncate(topic: string, before: { partition: number; offset: number }[]): Promise<void> {
    for (const { partition, offset } of before) this.topics.get(topic)?.partitions[partition]?.truncate(offset);
    this.progress();
  }

  async ready(): Promise<void> {
    if (this.closed) throw busClosed();
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.members.keys()].map((member) => this.leave(member)));
    this.progress();
  }

  private async leave(member: Member): Promise<void> {
    await this.members.get(member)?.leave(member);
    this.members.delete(member);
  }

  private topic(name: string, partitions = this.options.partitions): TopicLog {
    let topic = this.topics.get(name);
    if (!topic) this.topics.set(name, (topic = new TopicLog(name, partitions)));
    return topic;
  }

  /** Whether each partition can take a message, after forgetting a tenth of what everyone has read where one is full. */
  private hasRoom({ name, partitions }: TopicLog): boolean {
    if (this.closed) return true; // the waiting publishers are let go, and refused
    return partitions.every((log, partition) => {
      if (log.end - log.start < this.options.retention) return true;
      const read = [...this.groups.values()].map((group) => group.committed(name, partition) ?? log.end);
      log.truncate(Math.min(log.start + Math.ceil(this.options.retention / 10), ...read));
      return log.end - log.start < this.options.retention;
    });
  }

  private wakeGroups(): void {
    for (const group of this.groups.values()) group.wake();
  }

  private untilProgress(): Promise<void> {
    this.wakeGroups(); // what was appended so far must be read to make room
    return new Promise((resolve) => this.room.push(resolve));
  }

  private progress(): void {
    for (const resolve of this.room.splice(0)) resolve();
  }
}
