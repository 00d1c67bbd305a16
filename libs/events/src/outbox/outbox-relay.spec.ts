import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '@casebook/core';
import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventRegistry } from '../definitions/event-registry.js';
import { InMemoryEventBus } from '../memory/in-memory-event-bus.js';
import { entry, ledgerEvent, ledgerTables, numbers, type Entry } from '../testing/ledger.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';

const definition = ledgerEvent();
const outbox = new Outbox(new EventRegistry([definition]));
const soon = { timeout: 30_000, interval: 10 };

let database: Database;
let bus: InMemoryEventBus;
const relays: OutboxRelay[] = [];

const relay = (options: Partial<ConstructorParameters<typeof OutboxRelay>[0]> = {}) => {
  relays.push(new OutboxRelay({ dataSource: database.dataSource, bus, ...options }));
  return relays.at(-1)!;
};
const add = (from: number, to: number) =>
  database.dataSource.transaction((manager) =>
    outbox.add(
      manager,
      numbers(to)
        .slice(from)
        .map((n) => entry(definition, 'anna', n)),
    ),
  );
const published = async () => {
  const found: number[] = [];
  for await (const { value } of bus.read(definition.topic)) found.push((JSON.parse(String(value)) as Entry).n);
  return found;
};

beforeEach(async () => {
  database = await testDatabase(ledgerTables);
  bus = new InMemoryEventBus();
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((each) => each.stop()));
  await bus.close();
  await database.close();
});

describe('OutboxRelay', () => {
  it('publishes committed events in order, and only those', async () => {
    relay({ batch: 7 }).start();
    await add(0, 50);
    const rolledBack = database.dataSource.transaction(async (manager) => {
      await outbox.add(manager, [entry(definition, 'anna', 999)]);
      throw new Error('undo');
    });
    await expect(rolledBack).rejects.toThrow('undo');
    await add(50, 100);
    await relays[0]!.drain();
    expect(await published()).toEqual(numbers(100));
  });

  it('is woken by the commit, without waiting for the next poll', async () => {
    const lazy = relay({ pollMs: 3_600_000 });
    lazy.start();
    await expect.poll(() => lazy.state, soon).toBe('leading');
    for (let n = 0; n < 20; n++) {
      await add(n, n + 1);
      lazy.wake();
    }
    await expect.poll(published, soon).toEqual(numbers(20));
  });

  it('keeps the events while the bus is away, and sends them in order when it is back', async () => {
    let away = true;
    const publish = bus.publish.bind(bus);
    bus.publish = async (...args) => {
      if (away) throw new UnavailableError('BUS_UNREACHABLE', 'away');
      await publish(...args);
    };
    const told: unknown[] = [];
    const patient = relay({ batch: 10, hooks: { unavailable: ({ what }) => told.push(what) } });
    patient.start();
    await add(0, 30);
    await expect.poll(() => patient.state, soon).toBe('waiting for bus');
    expect(await published()).toEqual([]);
    away = false;
    await patient.drain();
    expect(await published()).toEqual(numbers(30));
    expect(new Set(told)).toEqual(new Set(['bus']));
  });

  it('lets one relay lead; another takes over when it stops', async () => {
    const [first, second] = [relay(), relay()];
    first.start();
    await expect.poll(() => first.state, soon).toBe('leading');
    second.start();
    await expect.poll(() => second.state, soon).toBe('following');
    await add(0, 10);
    await expect.poll(published, soon).toEqual(numbers(10));
    await first.stop();
    await add(10, 20);
    await expect.poll(published, soon).toEqual(numbers(20));
    expect(second.state).toBe('leading');
  });

  it('goes on after its connection was ended', async () => {
    const broken: unknown[] = [];
    const steady = relay({ hooks: { unavailable: ({ error }) => broken.push(error) } });
    steady.start();
    await expect.poll(() => steady.state, soon).toBe('leading');
    await database.dataSource.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    await expect.poll(() => broken, soon).toEqual([expect.objectContaining({ code: 'DATABASE_UNREACHABLE' })]);
    await add(0, 10);
    await expect.poll(published, soon).toEqual(numbers(10));
  });

  it('sends again what was acknowledged but not deleted, as after a crash, and loses nothing', async () => {
    await add(0, 5);
    const rows = await database.dataSource.query('SELECT topic, key, headers, value FROM outbox ORDER BY position');
    await bus.publish(
      definition.topic,
      rows.map((row: { key: string; value: string }) => ({ key: row.key, headers: {}, value: Buffer.from(row.value) })),
    );
    relay().start();
    await relays[0]!.drain();
    expect(await published()).toEqual([...numbers(5), ...numbers(5)]);
  });

  it('stops while the bus is away', async () => {
    bus.publish = () => Promise.reject(new UnavailableError('BUS_UNREACHABLE', 'away'));
    await add(0, 1);
    const patient = relay();
    patient.start();
    await expect.poll(() => patient.state, soon).toBe('waiting for bus');
    await sleep(250);
    await patient.stop();
    expect(patient.state).toBe('stopped');
  });
});
