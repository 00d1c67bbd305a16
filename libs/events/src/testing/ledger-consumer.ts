/**
 * A process that consumes into the ledger until it is killed: `ledger-consumer.ts BROKERS DATABASE_URL TOPIC`.
 * With the argument `stall` it says "committed" after its first transaction and never commits the offset.
 */
import { openDatabase } from '@casebook/persistence';
import { consume } from '../consume/consume.js';
import { KafkaEventBus } from '../kafka/kafka-event-bus.js';
import { applyToLedger, ledgerEvent, ledgerTables } from './ledger.js';

const [brokers, url, topic, stall] = process.argv.slice(2) as [string, string, string, string?];
const database = await openDatabase({ name: 'ledger-consumer', url, ...ledgerTables, migrate: false });
const bus = new KafkaEventBus({ brokers: [brokers], clientId: 'ledger-consumer', sessionTimeoutMs: 6_000 });
if (stall) {
  const subscribe = bus.subscribe.bind(bus);
  bus.subscribe = (options) =>
    subscribe({
      ...options,
      eachBatch: async (messages, signal) => {
        await options.eachBatch(messages, signal);
        process.send?.('committed');
        await new Promise(() => undefined); // the offset is committed only after this, so never
      },
    });
}
await consume({ bus, dataSource: database.dataSource, group: 'ledger', events: [ledgerEvent(topic)], handle: applyToLedger, maxBatch: 50 });
