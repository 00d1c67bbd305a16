/** Kafka away at the start: nothing throws that should wait, nothing waits that should be told. */
import { describe, expect, it } from 'vitest';
import { freePort, kafkaBrokers, startBroker } from '../testing/broker.js';
import { KafkaEventBus } from './kafka-event-bus.js';

const topic = 'test.away.v1';
const message = (text: string) => ({ key: 'k', value: Buffer.from(text), headers: {} });
const quick = { initialRetryTime: 50, maxRetryTime: 100, retries: 2 };

describe('KafkaEventBus without a broker', () => {
  it('reports that it is unreachable, and closes', async () => {
    const unavailable: unknown[] = [];
    const bus = new KafkaEventBus({
      brokers: [`127.0.0.1:${await freePort()}`],
      clientId: 'away',
      retry: quick,
      hooks: { unavailable: ({ what }) => unavailable.push(what) },
    });
    const eachBatch = async () => undefined;
    await bus.subscribe({ topics: [topic], group: 'g', eachBatch });
    await expect(bus.ready()).rejects.toMatchObject({ code: 'BUS_UNREACHABLE', status: 503 });
    await expect(bus.publish(topic, [message('x')])).rejects.toMatchObject({ code: 'BUS_UNREACHABLE' });
    expect(unavailable).toContain('bus');
    await bus.close();
  });

  it.skipIf(kafkaBrokers.length === 0)(
    'starts to consume when the broker comes',
    async () => {
      const port = await freePort();
      const bus = new KafkaEventBus({ brokers: [`127.0.0.1:${port}`], clientId: 'early', retry: quick });
      const seen: string[] = [];
      const subscription = await bus.subscribe({
        topics: [topic],
        group: 'early',
        eachBatch: async (messages) => void seen.push(...messages.map(({ value }) => String(value))),
      });
      const broker = await startBroker({ port });
      await subscription.joined;
      await bus.publish(topic, [message('hello')]);
      await expect.poll(() => seen, { timeout: 20_000 }).toEqual(['hello']);
      await bus.close();
      await broker.stop();
    },
    120_000,
  );
});
