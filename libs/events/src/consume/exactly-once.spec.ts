/** Whatever the bus repeats, reorders or interrupts, the effects are those of each event once. */
import { fc, test } from '@fast-check/vitest';
import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { ReceivedMessage } from '../bus/event-bus.js';
import { applyToLedger, entry, ledger, ledgerEvent, ledgerTables } from '../testing/ledger.js';
import { encodeEvent } from '../wire/kafka-binding.js';
import { InMemoryEventBus } from '../memory/in-memory-event-bus.js';
import { consume } from './consume.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ ...ledgerTables, poolSize: 4 });
});
afterAll(() => database.close());

const definition = ledgerEvent();

/** Hands the consumer's handler out, so that the property decides what is delivered, how often, and in which order. */
class CapturingBus extends InMemoryEventBus {
  deliver: (messages: ReceivedMessage[]) => Promise<void> = async () => undefined;
  override async subscribe(options: Parameters<InMemoryEventBus['subscribe']>[0]) {
    this.deliver = (messages) => options.eachBatch(messages, new AbortController().signal);
    return { joined: Promise.resolve(), stop: async () => undefined };
  }
}

/** Batches of event numbers, some delivered at the same time as the next; a handler that fails before or after its work. */
const delivery = fc.record({
  batch: fc.array(fc.nat(19), { minLength: 1, maxLength: 12 }),
  beside: fc.boolean(),
  failure: fc.constantFrom('none', 'none', 'before', 'after'),
});

describe('consume', () => {
  test.prop([fc.array(delivery, { minLength: 1, maxLength: 12 })], { numRuns: 60 })(
    'applies each event exactly once',
    async (deliveries) => {
      await database.dataSource.query('DELETE FROM ledger; DELETE FROM inbox'); // TRUNCATE makes new files each time
      const events = Array.from({ length: 20 }, (_, n) => entry(definition, `account-${n % 3}`, n, String(n)));
      const messages: ReceivedMessage[] = events.map((event, offset) => ({
        ...encodeEvent(definition, event),
        ...{ topic: definition.topic, partition: 0, offset, timestamp: 0 },
      }));
      const bus = new CapturingBus();
      let failure = 'none';
      await consume({
        bus,
        dataSource: database.dataSource,
        group: 'g',
        events: [definition],
        handle: async (manager, received) => {
          const mine = failure; // only the first call of a delivery fails: the ones after it are the redelivery
          failure = 'none';
          const lost = Object.assign(new Error('connection lost'), { code: '57P01' });
          if (mine === 'before') throw lost;
          await applyToLedger(manager, received);
          if (mine === 'after') throw lost;
        },
      });
      const untilHandled = async (batch: number[]) => {
        for (let handled = false; !handled;) {
          handled = await bus.deliver(batch.map((n) => messages[n]!)).then(
            () => true,
            () => false,
          );
        }
      };
      let running: Promise<void>[] = [];
      for (const each of deliveries) {
        failure = each.failure;
        running.push(untilHandled(each.batch));
        if (each.beside) continue;
        await Promise.all(running);
        running = [];
      }
      await Promise.all(running);
      const applied = Object.values(await ledger(database.dataSource)).flat();
      const delivered = [...new Set(deliveries.flatMap(({ batch }) => batch))];
      expect(applied.sort((a, b) => a - b)).toEqual(delivered.sort((a, b) => a - b));
    },
  );
});
