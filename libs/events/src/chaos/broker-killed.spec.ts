/** Kafka is killed (−9) in the middle of the stream and comes back: nothing is lost, each effect happens once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consume } from '../consume/consume.js';
import { EventRegistry } from '../definitions/event-registry.js';
import { KafkaEventBus } from '../kafka/kafka-event-bus.js';
import { Outbox } from '../outbox/outbox.js';
import { OutboxRelay } from '../outbox/outbox-relay.js';
import { kafkaBrokers, startBroker, type Broker } from '../testing/broker.js';
import { applyToLedger, entry, ledger, ledgerEvent, ledgerSize, ledgerTables, numbers } from '../testing/ledger.js';

describe.skipIf(kafkaBrokers.length === 0)('a killed broker', () => {
  let broker: Broker;
  let database: Database;
  beforeAll(async () => {
    broker = await startBroker();
    database = await testDatabase({ ...ledgerTables, poolSize: 6 });
  });
  afterAll(async () => {
    await database.close();
    await broker.stop();
  });

  it('costs no event, from the outbox to the effect', async () => {
    const definition = ledgerEvent();
    const registry = new EventRegistry([definition]);
    const away: string[] = [];
    // Few retries: sends do fail, and the outbox has to send them again with a new producer.
    const bus = new KafkaEventBus({
      brokers: [broker.brokers],
      clientId: 'chaos',
      retry: { initialRetryTime: 50, maxRetryTime: 200, retries: 3 },
    });
    const { dataSource } = database;
    const relay = new OutboxRelay({ dataSource, bus, batch: 50, hooks: { unavailable: ({ what }) => away.push(what) } });
    const outbox = new Outbox(registry);
    relay.start();
    await consume({ bus, dataSource, group: 'chaos', events: [definition], handle: applyToLedger, maxBatch: 50 });

    const accounts = ['anna', 'ben', 'cleo'];
    const total = 300;
    const write = async () => {
      for (const n of numbers(total)) {
        await dataSource.transaction((manager) =>
          outbox.add(
            manager,
            accounts.map((account) => entry(definition, account, n)),
          ),
        );
        relay.wake();
        await sleep(5);
      }
    };
    const writing = write();
    await expect.poll(() => ledgerSize(dataSource), { timeout: 30_000 }).toBeGreaterThan(100);
    await broker.kill();
    await expect.poll(() => away, { timeout: 30_000 }).toContain('bus'); // a send has failed for good
    await broker.restart();
    await writing;
    await expect.poll(() => ledgerSize(dataSource), { timeout: 50_000, interval: 100 }).toBeGreaterThanOrEqual(total * accounts.length);
    await relay.drain();
    expect(await ledger(dataSource)).toEqual(Object.fromEntries(accounts.map((account) => [account, numbers(total)])));
    await relay.stop();
    await bus.close();
  }, 120_000);
});
