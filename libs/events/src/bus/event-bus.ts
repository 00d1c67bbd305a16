/** The port: what every adapter does, proven by `event-bus.contract.spec.ts`. */

/** One message as it travels: the event's data as value, its attributes as headers. */
export interface WireMessage {
  /** Messages with the same key keep their order; null: any partition. */
  key: string | null;
  value: Buffer | null;
  headers: Record<string, string>;
}

export interface ReceivedMessage extends WireMessage {
  topic: string;
  partition: number;
  /** Position in the partition, growing. */
  offset: number;
  /** When it was published, ms since 1970. */
  timestamp: number;
}

export interface TopicSpec {
  topic: string;
  /** Default: the bus's own. */
  partitions?: number;
}

export interface SubscribeOptions {
  topics: string[];
  /** Each group gets every message; the members of a group share the partitions. */
  group: string;
  /** Where a group without committed offsets starts. */
  from?: 'earliest' | 'latest';
  /** Messages a call at most, of one or several partitions, in order within each. */
  maxBatch?: number;
  /**
   * Offsets are committed after it resolves. Where it rejects, the same messages come again after a pause.
   * `signal` aborts on stop: give up waiting, the messages will come again.
   */
  eachBatch(messages: ReceivedMessage[], signal: AbortSignal): Promise<void>;
}

export interface Subscription {
  /** Resolves when the group has been joined for the first time. */
  readonly joined: Promise<void>;
  /** Ends after the batch that is under way, with its offsets committed. */
  stop(): Promise<void>;
}

export interface PartitionLag {
  partition: number;
  /** Next offset that the group will read. */
  committed: number;
  /** Offset that the next message will get. */
  end: number;
  lag: number;
}

export interface ReadOptions {
  /** A time in ms since 1970, or the oldest message there is. */
  from?: number | 'earliest';
}

/** Delivery is at least once, in order for a key. */
export interface EventBus {
  /** Creates the topics that do not exist yet. @throws {UnavailableError} `BUS_UNREACHABLE` */
  createTopics(topics: TopicSpec[]): Promise<void>;
  /**
   * Resolves when every message is stored.
   * @throws {UnavailableError} `BUS_UNREACHABLE` (they may or may not be stored: send them again), `BUS_OVERLOADED` (too much is waiting already)
   */
  publish(topic: string, messages: WireMessage[]): Promise<void>;
  /** Joins a group; while the bus is away it goes on trying. */
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** How far a group is behind; partitions in order, empty where the topic does not exist. @throws {UnavailableError} `BUS_UNREACHABLE` */
  lag(topic: string, group: string): Promise<PartitionLag[]>;
  /** The messages that a topic holds now, partition by partition or mixed, without any group. */
  read(topic: string, options?: ReadOptions): AsyncIterable<ReceivedMessage>;
  /** Forgets the messages before these offsets. */
  truncate(topic: string, before: { partition: number; offset: number }[]): Promise<void>;
  /** @throws {UnavailableError} `BUS_UNREACHABLE` */
  ready(): Promise<void>;
  /** Stops every subscription and sends what is under way. */
  close(): Promise<void>;
}
