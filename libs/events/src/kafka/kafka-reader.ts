/** Reads what a topic holds now, apart from every group's offsets. */
import { randomUUID } from 'node:crypto';
import type { Admin, Kafka } from 'kafkajs';
import type { ReadOptions, ReceivedMessage } from '../bus/event-bus.js';
import { defaultRetry } from './kafka-options.js';
import { received } from './kafka-subscription.js';

/** Yields until each partition's end as it is at the call is reached. */
export async function* readTopic(
  kafka: Kafka,
  admin: Admin,
  topic: string,
  { from = 'earliest' }: ReadOptions,
): AsyncIterable<ReceivedMessage> {
  const bounds = await admin.fetchTopicOffsets(topic);
  const begin = from === 'earliest' ? [] : await admin.fetchTopicOffsetsByTimestamp(topic, from);
  const open = new Map<number, { start: number; end: number }>();
  for (const { partition, low, high } of bounds) {
    const at = begin.find((entry) => entry.partition === partition)?.offset;
    const start = at === undefined ? Number(low) : Number(at) < 0 ? Number(high) : Number(at);
    if (start < Number(high)) open.set(partition, { start, end: Number(high) });
  }
  if (open.size === 0) return;
  const groupId = `casebook-read-${randomUUID()}`;
  // A broker that has just started may take seconds until it can coordinate its first group.
  const consumer = kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 200,
    retry: { ...defaultRetry, retries: 30 },
  });
  const pages: { partition: number; last: number; messages: ReceivedMessage[] }[] = [];
  let more: () => void = () => undefined;
  let taken: () => void = () => undefined;
  let failure: unknown;
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  const crashed = new Promise<void>((resolve) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (payload.restart) return; // e.g. a broker that has just started and still loads its groups: kafkajs tries again
      failure = payload.error;
      more();
      resolve();
    });
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const { partition, messages } = batch;
        // Its last offset may be one of a transaction's control record, which is never handed over.
        pages.push({
          partition,
          last: Number(batch.lastOffset()),
          messages: messages.map((message) => received(topic, partition, message)),
        });
        more();
        await new Promise<void>((resolve) => (taken = resolve)); // the reader sets the pace
      },
    });
    await Promise.race([joined, crashed]);
    if (failure !== undefined) throw failure;
    for (const [partition, { start }] of open) consumer.seek({ topic, partition, offset: String(start) });
    while (open.size > 0) {
      if (pages.length === 0) await new Promise<void>((resolve) => (more = resolve));
      if (failure !== undefined) throw failure;
      const page = pages.shift();
      const bound = page && open.get(page.partition);
      if (page && bound) {
        yield* page.messages.filter(({ offset }) => offset >= bound.start && offset < bound.end);
        if (page.last >= bound.end - 1) open.delete(page.partition);
      }
      taken();
    }
  } finally {
    taken();
    taken = () => undefined;
    const stopped = consumer.disconnect();
    const release = setInterval(() => taken(), 10); // a batch that came in meanwhile
    await stopped.finally(() => clearInterval(release));
    await admin.deleteGroups([groupId]).catch(() => undefined); // an empty group expires by itself
  }
}
