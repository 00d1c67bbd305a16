import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBus, ReceivedMessage } from '../bus/event-bus.js';
import { publishEvents } from '../bus/publish-events.js';
import { EventRegistry } from '../definitions/event-registry.js';
import { InMemoryEventBus } from '../memory/in-memory-event-bus.js';
import { KafkaEventBus } from '../kafka/kafka-event-bus.js';
import { replay } from '../replay/replay.js';
import { kafkaBrokers } from '../testing/broker.js';
import { applyToLedger, entry, ledger, ledgerEvent, ledgerSize, ledgerTables, numbers, type Entry } from '../testing/ledger.js';
import { consume, type ConsumeOptions } from './consume.js';
import { deadLetterCause, deadLetterTopic } from './dead-letter.js';

const soon = { timeout: 30_000, interval: 20 };
const adapters: { name: string; skip: boolean; open: () => EventBus }[] = [
  { name: 'in memory', skip: false, open: () => new InMemoryEventBus() },
  { name: 'on Kafka', skip: kafkaBrokers.length === 0, open: () => new KafkaEventBus({ brokers: kafkaBrokers, clientId: 'consume' }) },
];

for (const adapter of adapters) {
  describe.skipIf(adapter.skip)(`consume ${adapter.name}`, () => {
    let database: Database;
    let bus: EventBus;
    let definition: ReturnType<typeof ledgerEvent>;
    let registry: EventRegistry;

    beforeEach(async () => {
      database = await testDatabase(ledgerTables);
      bus = adapter.open();
      definition = ledgerEvent();
      registry = new EventRegistry([definition]);
      await bus.createTopics([{ topic: definition.topic, partitions: 1 }]);
    });
    afterEach(async () => {
      await bus.close();
      await database.close();
    });

    const start = (options: Partial<ConsumeOptions> = {}) =>
      consume({
        bus,
        dataSource: database.dataSource,
        group: `group-${definition.topic}`,
        events: [definition],
        handle: applyToLedger,
        ...options,
      });
    const letters = async () => {
      const found: ReceivedMessage[] = [];
      for await (const message of bus.read(deadLetterTopic(definition.topic))) found.push(message);
      return found;
    };

    it('applies each event once, in order, whatever comes again', async () => {
      const events = numbers(100).map((n) => entry(definition, 'anna', n));
      await publishEvents(bus, registry, [...events, ...events.slice(50)]);
      await publishEvents(bus, registry, [events[0]!, events[0]!]);
      const committed: number[] = [];
      await start({ maxBatch: 30, afterCommit: (applied) => committed.push(...applied.map(({ data }) => (data as Entry).n)) });
      await publishEvents(bus, registry, [...events, entry(definition, 'anna', 100)]);
      await expect.poll(() => ledgerSize(database.dataSource), soon).toBe(101);
      expect(await ledger(database.dataSource)).toEqual({ anna: numbers(101) });
      await expect.poll(() => committed, soon).toEqual(numbers(101));
    });

    it('sends an event that fails by itself to the dead letters, with its cause, and applies the others in order', async () => {
      const events = numbers(40).map((n) => entry(definition, 'anna', n));
      await publishEvents(bus, registry, events);
      const poison = new Set([7, 30]);
      const told: string[] = [];
      await start({
        attempts: 2,
        hooks: { deadLettered: ({ code }) => told.push(code) },
        handle: async (manager, received) => {
          await applyToLedger(manager, received);
          if (received.some(({ data }) => poison.has((data as Entry).n))) await manager.query('SELECT 1 / 0');
        },
      });
      const others = numbers(40).filter((n) => !poison.has(n));
      await expect.poll(() => ledger(database.dataSource), soon).toEqual({ anna: others });
      await expect.poll(() => told, soon).toEqual(['22012', '22012']); // SQLSTATE: division by zero
      const dead = await letters();
      expect(dead.map(({ value }) => (JSON.parse(String(value)) as Entry).n)).toEqual([7, 30]);
      expect(deadLetterCause(dead[0]!)).toEqual({
        code: '22012',
        message: 'The handler threw QueryFailedError.',
        group: `group-${definition.topic}`,
        topic: definition.topic,
        partition: 0,
        offset: 7,
        time: expect.stringMatching(/^\d{4}-/),
      });
      // After the repair: what the dry run counts is applied, and is dead no more.
      poison.clear();
      const from = 'dead-letters' as const;
      const report = { messages: 2, causes: { 22012: 2 } };
      expect(await replay({ bus, topic: definition.topic, from, dryRun: true })).toEqual(report);
      expect(await replay({ bus, topic: definition.topic, from })).toEqual(report);
      await expect.poll(() => ledger(database.dataSource), soon).toEqual({ anna: [...others, 7, 30] });
      expect(await replay({ bus, topic: definition.topic, from })).toEqual({ messages: 0, causes: {} });
    });

    it('passes over other types, and buries what is no event or breaks its schema', async () => {
      const [good] = [entry(definition, 'anna', 1)];
      const wire = (headers: Record<string, string>, value: string) => ({ key: 'k', value: Buffer.from(value), headers });
      const headers = { ce_specversion: '1.0', ce_id: '1', ce_source: '/x', ce_type: definition.type, 'content-type': 'application/json' };
      await bus.publish(definition.topic, [
        wire({}, '{}'),
        wire(headers, 'no JSON'),
        wire(headers, '{"account":"anna","n":"one"}'),
        wire({ ...headers, ce_type: 'ledger.closed' }, '{}'),
        { key: 'k', value: null, headers },
      ]);
      await publishEvents(bus, registry, [good!]);
      await start();
      await expect.poll(() => ledger(database.dataSource), soon).toEqual({ anna: [1] });
      await expect
        .poll(async () => (await letters()).map((letter) => deadLetterCause(letter)?.code), soon)
        .toEqual(Array(4).fill('EVENT_INVALID'));
    });

    it('tells how much it applied and how old it was', async () => {
      const consumed: { count: number; fresh: number; oldestMs: number }[] = [];
      await start({ hooks: { consumed: (info) => consumed.push(info) } });
      const event = entry(definition, 'anna', 1);
      await publishEvents(bus, registry, [event, event]);
      await expect.poll(() => consumed.reduce((sum, { count }) => sum + count, 0), soon).toBe(2);
      expect(consumed.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(1);
      for (const { oldestMs } of consumed) expect(oldestMs).toBeGreaterThanOrEqual(0);
    });
  });
}

describe('replay', () => {
  it('replays from a time on to a function, and refuses to send events back to where they are', async () => {
    const bus = new InMemoryEventBus();
    const definition = ledgerEvent();
    const registry = new EventRegistry([definition]);
    await publishEvents(
      bus,
      registry,
      numbers(600).map((n) => entry(definition, 'anna', n)),
    );
    const seen: number[] = [];
    const to = async ({ value }: ReceivedMessage) => void seen.push((JSON.parse(String(value)) as Entry).n);
    expect(await replay({ bus, topic: definition.topic, from: new Date(0), to })).toEqual({ messages: 600, causes: {} });
    expect(seen).toEqual(numbers(600));
    expect(await replay({ bus, topic: definition.topic, from: new Date(Date.now() + 1_000), to })).toEqual({ messages: 0, causes: {} });
    await expect(replay({ bus, topic: definition.topic, from: 'earliest' })).rejects.toMatchObject({ code: 'REPLAY_TARGET_MISSING' });
    await bus.close();
  });
});
