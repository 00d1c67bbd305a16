/** A consumer is killed (−9) after its transaction and before its offset is committed: the next one applies nothing twice. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { testDatabase } from '@casebook/persistence/testing';
import { describe, expect, it } from 'vitest';
import { publishEvents } from '../bus/publish-events.js';
import { consume } from '../consume/consume.js';
import { EventRegistry } from '../definitions/event-registry.js';
import { KafkaEventBus } from '../kafka/kafka-event-bus.js';
import { kafkaBrokers } from '../testing/broker.js';
import { applyToLedger, entry, ledger, ledgerEvent, ledgerSize, ledgerTables, numbers } from '../testing/ledger.js';

describe.skipIf(kafkaBrokers.length === 0)('a killed consumer', () => {
  it('leaves its effects once', async () => {
    const database = await testDatabase(ledgerTables);
    const { dataSource } = database;
    const definition = ledgerEvent();
    const bus = new KafkaEventBus({ brokers: kafkaBrokers, clientId: 'test' });
    await bus.createTopics([{ topic: definition.topic, partitions: 2 }]);
    const accounts = ['anna', 'ben', 'cleo', 'dora'];
    const events = numbers(50).flatMap((n) => accounts.map((account) => entry(definition, account, n)));
    await publishEvents(bus, new EventRegistry([definition]), events);

    const child = fork(
      join(import.meta.dirname, '../testing/ledger-consumer.ts'),
      [kafkaBrokers[0]!, database.url, definition.topic, 'stall'],
      {
        execArgv: ['--conditions=@casebook/source', '--import', '@oxc-node/core/register'],
      },
    );
    expect(await once(child, 'message')).toEqual(['committed', undefined]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const before = await ledgerSize(dataSource);
    expect(before).toBeGreaterThan(0);
    expect((await bus.lag(definition.topic, 'ledger')).reduce((sum, { lag }) => sum + lag, 0)).toBe(200); // no offset was committed

    const redelivered: number[] = [];
    await consume({
      bus,
      dataSource,
      group: 'ledger',
      events: [definition],
      handle: applyToLedger,
      hooks: { consumed: ({ count, fresh }) => redelivered.push(count - fresh) },
    });
    await expect.poll(() => redelivered.reduce((a, b) => a + b, 0), { timeout: 40_000 }).toBe(before);
    await expect.poll(() => ledgerSize(dataSource), { timeout: 20_000 }).toBeGreaterThanOrEqual(200);
    expect(await ledger(dataSource)).toEqual(Object.fromEntries(accounts.map((account) => [account, numbers(50)])));
    await bus.close();
    await database.close();
  }, 90_000);
});
