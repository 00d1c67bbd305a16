/** From a message on the topic to its reply on the topic. */
import { randomUUID } from 'node:crypto';
import { messageSentSchema, replySentSchema, TOPICS, type ReplySent } from '@casebook/banking-chatbot-contract';
import { createEvent, defineEvent, EventRegistry, openEventBus, publishEvents } from '@casebook/events';
import { openLoop, percentile } from '../open-loop.js';
import type { BenchRow } from '../report.js';
import { distinctMessage } from './scripts.js';

const key = ({ conversationId }: { conversationId: string }) => conversationId;
const messageSent = defineEvent({ type: 'chat.message.sent', topic: TOPICS.messages, version: '1', schema: messageSentSchema, key });
const replySent = defineEvent({ type: 'chat.reply.sent', topic: TOPICS.replies, version: '1', schema: replySentSchema, key });
const registry = new EventRegistry([messageSent, replySent]);

const CONVERSATIONS = 200;
const GIVE_UP_MS = 30_000;

export async function eventsRow(brokers: string, customers: readonly string[], rate: number, seconds: number): Promise<BenchRow> {
  const bus = openEventBus({ brokers: brokers.split(','), clientId: 'bench' });
  const waiting = new Map<string, () => void>();
  const subscription = await bus.subscribe({
    topics: [TOPICS.replies],
    group: `bench-${randomUUID()}`,
    from: 'latest',
    async eachBatch(messages) {
      for (const { value } of messages) {
        const { messageId } = JSON.parse(String(value)) as ReplySent;
        waiting.get(messageId)?.();
        waiting.delete(messageId);
      }
    },
  });
  await subscription.joined;
  const conversations = Array.from({ length: CONVERSATIONS }, (_, i) => ({
    id: randomUUID(),
    customerId: customers[i % customers.length]!,
  }));
  const { latency, failed, sent } = await openLoop({ rate, seconds, warmupSeconds: 3 }, async (index) => {
    const { id: conversationId, customerId } = conversations[index % CONVERSATIONS]!;
    const messageId = randomUUID();
    const replied = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('No reply came.')), GIVE_UP_MS);
      waiting.set(messageId, () => {
        clearTimeout(timer);
        resolve();
      });
    });
    const data = { conversationId, messageId, customerId, level: 'signed-in' as const, text: distinctMessage(index) };
    await Promise.all([publishEvents(bus, registry, [createEvent(messageSent, data, { source: '/bench', id: messageId })]), replied]);
  });
  await subscription.stop();
  await bus.close();
  const metrics = {
    p50_ms: percentile(latency, 50),
    p95_ms: percentile(latency, 95),
    p99_ms: percentile(latency, 99),
    rate_per_s: rate,
    failed_share: failed / sent,
    samples: sent - failed,
  };
  console.log(`  Kafka in → reply out at ${rate}/s: p99 ${metrics.p99_ms.toFixed(1)} ms`);
  return { system: 'casebook', load: `Kafka in to reply out, ${rate}/s`, metrics };
}
