/**
 * One send at a time, each with whatever has come in meanwhile, and a new producer after any send that failed.
 *
 * kafkajs' idempotent producer rolls its sequence number back when an acknowledgement is lost. If that send then fails, the next
 * batch would reuse the number, and the broker would acknowledge it as a duplicate without storing it. A new producer has a new id.
 */
import type { Kafka, Message, Producer } from 'kafkajs';
import { busClosed, busOverloaded, busUnreachable } from '../bus/errors.js';
import type { WireMessage } from '../bus/event-bus.js';
import type { KafkaOptions } from './kafka-options.js';
import { defaultRetry } from './kafka-options.js';

/** A record batch must stay below the broker's `message.max.bytes` (1 MB by default). */
const maxSendBytes = 800_000;

interface Waiting {
  topic: string;
  messages: Message[];
  bytes: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export class KafkaSender {
  private readonly queue: Waiting[] = [];
  private waitingBytes = 0;
  private producer: Promise<Producer> | undefined;
  private sending: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly kafka: Kafka,
    private readonly options: KafkaOptions,
  ) {}

  /**
   * Resolves when every in-sync replica has stored the messages.
   *
   * @throws {UnavailableError} `BUS_UNREACHABLE`, `BUS_OVERLOADED`, `BUS_CLOSED`
   */
  async send(topic: string, messages: WireMessage[]): Promise<void> {
    if (this.closed) throw busClosed();
    const parts = split(messages);
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    if (this.waitingBytes > 0 && this.waitingBytes + bytes > (this.options.maxWaitingBytes ?? 32_000_000)) throw busOverloaded();
    const sent = parts.map((part) => new Promise<void>((resolve, reject) => this.queue.push({ topic, ...part, resolve, reject })));
    this.waitingBytes += bytes;
    this.sending ??= this.pump();
    await Promise.all(sent);
  }

  /** Sends what waits, then ends. */
  async close(): Promise<void> {
    this.closed = true;
    await this.sending;
    await this.producer?.then((producer) => producer.disconnect()).catch(() => undefined); // it never connected
  }

  private async pump(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.take();
      try {
        const producer = await this.connected();
        await producer.sendBatch({ acks: -1, topicMessages: grouped(batch) });
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.discard();
        // What came after it must not overtake it: the callers hear of the failure in order and send again in order.
        for (const { reject } of [...batch, ...this.queue.splice(0)]) reject(busUnreachable(error));
        this.waitingBytes = 0;
      }
    }
    this.sending = undefined; // in the same turn in which the queue was found empty
  }

  private take(): Waiting[] {
    const batch: Waiting[] = [];
    for (let bytes = 0; this.queue.length > 0 && (batch.length === 0 || bytes + this.queue[0]!.bytes <= maxSendBytes);) {
      const next = this.queue.shift()!;
      bytes += next.bytes;
      this.waitingBytes -= next.bytes;
      batch.push(next);
    }
    return batch;
  }

  private connected(): Promise<Producer> {
    this.producer ??= (async () => {
      const producer = this.kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        retry: this.options.retry ?? defaultRetry,
      });
      await producer.connect();
      return producer;
    })();
    return this.producer;
  }

  private discard(): void {
    const { producer } = this;
    this.producer = undefined;
    producer?.then((old) => old.disconnect()).catch(() => undefined); // its connection is broken already
  }
}

function split(messages: WireMessage[]): { messages: Message[]; bytes: number }[] {
  const parts: { messages: Message[]; bytes: number }[] = [];
  for (const message of messages) {
    const bytes = sizeOf(message);
    const last = parts.at(-1);
    if (last && last.bytes + bytes <= maxSendBytes) {
      last.messages.push(message);
      last.bytes += bytes;
    } else parts.push({ messages: [message], bytes });
  }
  return parts;
}

/** Upper bound for Latin text: key, value, headers, and the record's own fields. */
function sizeOf({ key, value, headers }: WireMessage): number {
  let bytes = 32 + (key?.length ?? 0) + (value?.length ?? 0);
  for (const name in headers) bytes += name.length + headers[name]!.length + 4;
  return bytes;
}

function grouped(batch: Waiting[]): { topic: string; messages: Message[] }[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, messages } of batch) topics.set(topic, [...(topics.get(topic) ?? []), ...messages]);
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}
