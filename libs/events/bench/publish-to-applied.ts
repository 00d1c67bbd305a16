/**
 * Publish → applied in PostgreSQL at a fixed rate, on the bus of KAFKA_BROKERS or in memory, and the embedded PostgreSQL or DATABASE_URL.
 *
 *   node --conditions=@casebook/source --import @oxc-node/core/register libs/events/bench/publish-to-applied.ts \
 *     [--rate 5000] [--seconds 20] [--via bus|outbox] [--json FILE]
 *
 * Open loop: every millisecond's events are due whether or not the ones before are done, and latency counts from when they were due.
 */
import { writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from 'hdr-histogram-js';
import { openDatabase } from '@casebook/persistence';
import { openEventBus } from '../src/bus/open-event-bus.js';
import { publishEvents } from '../src/bus/publish-events.js';
import { consume } from '../src/consume/consume.js';
import type { DomainEvent } from '../src/definitions/domain-event.js';
import { EventRegistry } from '../src/definitions/event-registry.js';
import { Outbox } from '../src/outbox/outbox.js';
import { OutboxRelay } from '../src/outbox/outbox-relay.js';
import { applyToLedger, entry, ledgerEvent, ledgerTables } from '../src/testing/ledger.js';

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '20' },
    via: { type: 'string', default: 'bus' },
    json: { type: 'string' },
  },
});
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
const warmUpSeconds = 3;

const database = await openDatabase({ name: 'bench', dataDir: '.casebook/bench-postgres', ...ledgerTables });
const { dataSource } = database;
await dataSource.query('TRUNCATE ledger, inbox, outbox');
const definition = ledgerEvent(`bench.${randomUUID()}.v1`);
const registry = new EventRegistry([definition]);
const bus = openEventBus({ clientId: 'bench' });
const outbox = new Outbox(registry);
const relay = new OutboxRelay({ dataSource, bus });
if (values.via === 'outbox') relay.start();

async function write(events: DomainEvent[]): Promise<void> {
  if (values.via === 'bus') return publishEvents(bus, registry, events);
  await dataSource.transaction((manager) => outbox.add(manager, events));
  relay.wake();
}

const latency = build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 }); // µs
const batchMs = build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 }); // µs
const due = new Map<string, number>();
let applied = 0;
let batches = 0;
const subscription = await consume({
  bus,
  dataSource,
  group: `bench-${definition.topic}`,
  events: [definition],
  handle: applyToLedger,
  afterCommit: (events) => {
    const now = performance.now();
    for (const { id } of events) {
      const at = due.get(id);
      if (at !== undefined) latency.recordValue(Math.max(1, Math.round((now - at) * 1_000)));
      due.delete(id);
    }
    applied += events.length;
  },
  hooks: {
    consumed: ({ ms }) => {
      batches++;
      batchMs.recordValue(Math.max(1, Math.round(ms * 1_000)));
    },
  },
});
await subscription.joined;

const start = performance.now();
const cpu = process.cpuUsage();
const total = rate * (seconds + warmUpSeconds);
const writing = new Set<Promise<void>>();
// Through the outbox: one transaction at a time, each with everything that is due by then (group commit, as a service does it).
const mayWrite = () => values.via === 'bus' || writing.size === 0;
for (let sent = 0; sent < total; await sleep(1)) {
  const until = Math.min(total, Math.floor(((performance.now() - start) / 1_000) * rate));
  if (until <= sent || !mayWrite()) continue;
  const events = Array.from({ length: until - sent }, (_, i) => {
    const n = sent + i;
    const event = entry(definition, `account-${n % 1_000}`, n);
    if (n >= rate * warmUpSeconds) due.set(event.id, start + (n / rate) * 1_000);
    return event;
  });
  sent = until;
  const written = write(events).finally(() => writing.delete(written));
  writing.add(written);
}
await Promise.all(writing);
while (applied < total) await sleep(10);
const elapsed = (performance.now() - start) / 1_000;
const { user, system } = process.cpuUsage(cpu);

const ms = (histogram: typeof latency, percentile: number) => Math.round(histogram.getValueAtPercentile(percentile) / 10) / 100;
const row = {
  system: process.env['KAFKA_BROKERS'] ? 'kafka' : 'in-memory',
  load: { rate_per_s: rate, seconds, via: values.via },
  metrics: {
    rate_per_s: Math.round(total / elapsed),
    p50_ms: ms(latency, 50),
    p95_ms: ms(latency, 95),
    p99_ms: ms(latency, 99),
    max_ms: ms(latency, 100),
    batch_p50_ms: ms(batchMs, 50),
    batch_p99_ms: ms(batchMs, 99),
    events_per_batch: Math.round(total / batches),
    cpu_us_per_event: Math.round((user + system) / total),
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  },
};
console.log(JSON.stringify(row));
if (values.json) writeFileSync(values.json, `${JSON.stringify(row, null, 2)}\n`);
await relay.stop();
await bus.close();
await database.close();
