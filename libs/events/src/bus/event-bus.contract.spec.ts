/** What every adapter must do. Runs on the in-memory bus and on a real Kafka. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kafkaBrokers } from '../testing/broker.js';
import { InMemoryEventBus } from '../memory/in-memory-event-bus.js';
import { KafkaEventBus } from '../kafka/kafka-event-bus.js';
import type { EventBus, ReceivedMessage, SubscribeOptions, WireMessage } from './event-bus.js';

const adapters: { name: string; skip: boolean; open: () => EventBus }[] = [
  { name: 'InMemoryEventBus', skip: false, open: () => new InMemoryEventBus() },
  {
    name: 'KafkaEventBus',
    skip: kafkaBrokers.length === 0,
    open: () => new KafkaEventBus({ brokers: kafkaBrokers, clientId: 'contract' }),
  },
];

const message = (key: string | null, body: unknown, headers: Record<string, string> = {}): WireMessage => ({
  key,
  value: Buffer.from(JSON.stringify(body)),
  headers,
});
const body = (received: ReceivedMessage) => JSON.parse(String(received.value)) as number;
const soon = { timeout: 20_000, interval: 20 };

for (const adapter of adapters) {
  describe.skipIf(adapter.skip)(`contract of EventBus: ${adapter.name}`, () => {
    let bus: EventBus;
    let topic: string;
    const buses: EventBus[] = [];
    const open = () => {
      buses.push(adapter.open());
      return buses.at(-1)!;
    };

    beforeEach(async () => {
      bus = open();
      topic = `test.${randomUUID()}.v1`;
      await bus.createTopics([{ topic, partitions: 4 }]);
    });
    afterEach(async () => {
      for (const each of buses.splice(0)) await each.close();
    });

    /** Subscribes, and collects what arrives. */
    const collect = async (group: string, options: Partial<SubscribeOptions> = {}) => {
      const seen: ReceivedMessage[] = [];
      const subscription = await bus.subscribe({
        topics: [topic],
        group,
        eachBatch: async (messages) => {
          seen.push(...messages);
        },
        ...options,
      });
      await subscription.joined;
      return { seen, subscription };
    };

    it('carries key, value and headers unchanged', async () => {
      const sent = message('Zoë', { emoji: '🛒', zero: 0 }, { ce_id: '7', ce_source: '/shop/ä' });
      await bus.publish(topic, [sent, { key: null, value: null, headers: {} }]);
      const { seen } = await collect(randomUUID());
      await expect.poll(() => seen.length, soon).toBe(2);
      expect(seen.find(({ key }) => key === 'Zoë')).toMatchObject(sent);
      expect(seen.find(({ key }) => key === null)).toMatchObject({ value: null, headers: {} });
    });

    it('keeps the order of each key, over several publications', async () => {
      const keys = ['a', 'b', 'c', 'd', 'e'];
      for (let i = 0; i < 200; i += 20) {
        await bus.publish(
          topic,
          keys.flatMap((key) => Array.from({ length: 20 }, (_, j) => message(key, i + j))),
        );
      }
      const { seen } = await collect(randomUUID(), { maxBatch: 17 });
      await expect.poll(() => seen.length, soon).toBe(1_000);
      for (const key of keys) expect(seen.filter((each) => each.key === key).map(body)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    });

    it('delivers again what the handler refused, in order, and nothing else is lost', async () => {
      await bus.publish(
        topic,
        [1, 2, 3].map((i) => message('k', i)),
      );
      const seen: number[] = [];
      let refusals = 2;
      await collect(randomUUID(), {
        eachBatch: async (messages) => {
          if (refusals-- > 0) throw new Error('not now');
          seen.push(...messages.map(body));
        },
      });
      await expect.poll(() => seen, soon).toEqual([1, 2, 3]);
      await bus.publish(topic, [message('k', 4)]);
      await expect.poll(() => seen, soon).toEqual([1, 2, 3, 4]);
    });

    it('shares the partitions among the members of a group, and gives each group everything', async () => {
      const [shared, alone] = [randomUUID(), randomUUID()];
      const members = await Promise.all([collect(shared), collect(shared)]);
      const other = await collect(alone);
      const all = Array.from({ length: 400 }, (_, i) => i);
      await bus.publish(
        topic,
        all.map((n) => message(`key-${n}`, n)),
      );
      const distinct = (lists: { seen: ReceivedMessage[] }[]) => new Set(lists.flatMap(({ seen }) => seen.map(body))).size;
      await expect.poll(() => distinct(members), soon).toBe(400);
      await expect.poll(() => distinct([other]), soon).toBe(400);
      for (const member of members) {
        expect(distinct([member])).toBeGreaterThan(0);
        expect(distinct([member])).toBeLessThan(400);
      }
    });

    it('goes on from the committed offset after a restart of the consumer', async () => {
      const group = randomUUID();
      await bus.publish(
        topic,
        [1, 2, 3].map((i) => message('k', i)),
      );
      const first = await collect(group);
      await expect.poll(() => first.seen.map(body), soon).toEqual([1, 2, 3]);
      await first.subscription.stop();
      await bus.publish(
        topic,
        [4, 5].map((i) => message('k', i)),
      );
      const second = await collect(group);
      await expect.poll(() => second.seen.map(body), soon).toEqual([4, 5]);
    });

    it('hands a stopped member’s partitions to the others', async () => {
      const group = randomUUID();
      const [first, second] = [await collect(group), await collect(group)];
      await first.subscription.stop();
      await bus.publish(
        topic,
        Array.from({ length: 40 }, (_, i) => message(`key-${i}`, i)),
      );
      await expect.poll(() => new Set(second.seen.map(body)).size, soon).toBe(40);
    });

    it('starts a new group at the end where it asks for the latest', async () => {
      await bus.publish(topic, [message('k', 'old')]);
      const { seen } = await collect(randomUUID(), { from: 'latest' });
      await bus.publish(topic, [message('k', 'new')]);
      await expect.poll(() => seen.map(body), soon).toEqual(['new']);
    });

    it('never hands over more than maxBatch of a partition, nor the next before the last is done', async () => {
      await bus.publish(
        topic,
        Array.from({ length: 300 }, (_, i) => message('k', i)),
      );
      let [running, most, largest, total] = [0, 0, 0, 0];
      await collect(randomUUID(), {
        maxBatch: 32,
        eachBatch: async (messages) => {
          most = Math.max(most, ++running);
          largest = Math.max(largest, messages.length);
          await sleep(2);
          running--;
          total += messages.length;
        },
      });
      await expect.poll(() => total, soon).toBe(300);
      expect({ most, largest }).toEqual({ most: 1, largest: 32 });
    });

    it('tells how far a group is behind', async () => {
      const group = randomUUID();
      await bus.publish(
        topic,
        Array.from({ length: 10 }, (_, i) => message('k', i)),
      );
      const behind = async () => (await bus.lag(topic, group)).reduce((sum, { lag }) => sum + lag, 0);
      expect(await behind()).toBe(10);
      expect(await bus.lag(topic, group)).toHaveLength(4);
      const { subscription } = await collect(group);
      await expect.poll(behind, soon).toBe(0);
      await subscription.stop();
      await bus.publish(topic, [message('k', 10)]);
      expect(await behind()).toBe(1);
      expect(await bus.lag('test.missing.v1', group)).toEqual([]);
    });

    it('waits on stop for the batch under way and commits it', async () => {
      const group = randomUUID();
      await bus.publish(topic, [message('k', 1)]);
      let begun: () => void = () => undefined;
      const beginning = new Promise<void>((resolve) => (begun = resolve));
      let done = false;
      const { subscription } = await collect(group, {
        eachBatch: async () => {
          begun();
          await sleep(300);
          done = true;
        },
      });
      await beginning;
      await subscription.stop();
      expect(done).toBe(true);
      expect((await bus.lag(topic, group)).reduce((sum, { lag }) => sum + lag, 0)).toBe(0);
    });

    it('reads what a topic holds without a group, from a time on, and forgets what it is told to', async () => {
      await bus.publish(
        topic,
        ['a', 'b', 'c'].map((key) => message(key, 1)),
      );
      await sleep(20);
      const now = Date.now();
      await sleep(20);
      await bus.publish(
        topic,
        ['a', 'b', 'c'].map((key) => message(key, 2)),
      );
      const read = async (from: number | 'earliest') => {
        const bodies: number[] = [];
        for await (const each of bus.read(topic, { from })) bodies.push(body(each));
        return bodies.sort();
      };
      expect(await read('earliest')).toEqual([1, 1, 1, 2, 2, 2]);
      expect(await read(now)).toEqual([2, 2, 2]);
      expect(await read(Date.now() + 60_000)).toEqual([]);
      await bus.truncate(
        topic,
        (await bus.lag(topic, 'x')).map(({ partition, end }) => ({ partition, offset: end })),
      );
      expect(await read('earliest')).toEqual([]);
    });

    it('refuses to work after close', async () => {
      await bus.close();
      await expect(bus.publish(topic, [message('k', 1)])).rejects.toMatchObject({ code: 'BUS_CLOSED' });
      await expect(bus.ready()).rejects.toMatchObject({ code: 'BUS_CLOSED' });
    });
  });
}
