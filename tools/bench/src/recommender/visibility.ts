/** From a purchase on the topic to a recommendation that knows it, while other shoppers' events stream at a given rate. */
import { createEvent, defineEvent, EventRegistry, openEventBus, publishEvents, type DomainEvent, type EventBus } from '@casebook/events';
import { interactionDataSchema, TOPICS } from '@casebook/recommender-contract';
import { build } from 'hdr-histogram-js';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../open-loop.js';
import type { BenchRow } from '../report.js';
import type { HttpClient } from './http-client.js';
import type { SeededShop } from './seed.js';

const [viewed, purchased] = (['shop.item.viewed', 'shop.item.purchased'] as const).map((type) =>
  defineEvent({ type, topic: TOPICS.interactions, version: '1', schema: interactionDataSchema, key: ({ userId }) => userId }),
) as [ReturnType<typeof defineEvent>, ReturnType<typeof defineEvent>];
const registry = new EventRegistry([viewed, purchased]);

const TICK_MS = 10;
const PROBE_EVERY_MS = 100;
/** Probes at least, so that the 99th percentile is more than the slowest one. */
const LEAST_PROBES = 300;
const GIVE_UP_MS = 10_000;

/**
 * Publishes views at `rate` a second, planned ahead (open loop), and beside them a probe every 100 ms: a new customer buys the item
 * that heads their own `discover` list, and the probe ends when that item is gone from the next list. Kafka carries all of it.
 */
export async function visibilityRow(
  client: HttpClient,
  brokers: string,
  shop: SeededShop,
  rate: number,
  seconds: number,
): Promise<BenchRow> {
  const bus = openEventBus({ brokers: brokers.split(','), clientId: 'bench' });
  const latency = build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });
  const stop = new AbortController();
  const stream = publishViews(bus, shop, rate, stop.signal);
  await sleep(2000); // the stream is steady before the first probe counts
  const probes: Promise<void>[] = [];
  for (let n = 0; n < Math.max(LEAST_PROBES, (seconds * 1000) / PROBE_EVERY_MS); n++) {
    probes.push(probe(client, bus, `probe-${Date.now()}-${n}`).then((ms) => latency.recordValue(Math.max(1, Math.round(ms * 1000)))));
    await sleep(PROBE_EVERY_MS);
  }
  await Promise.all(probes);
  stop.abort();
  const published = await stream;
  await bus.close();
  const metrics = {
    p50_ms: percentile(latency, 50),
    p95_ms: percentile(latency, 95),
    p99_ms: percentile(latency, 99),
    rate_per_s: published,
    samples: latency.totalCount,
  };
  console.log(`  event to visible at ${Math.round(published)} events/s: p99 ${metrics.p99_ms.toFixed(1)} ms`);
  return { system: 'casebook', load: `event to visible at ${rate} events/s, Kafka`, metrics };
}

/** @returns milliseconds from publishing to the first recommendation that knows the purchase, 10 s where none does by then */
async function probe(client: HttpClient, bus: EventBus, user: string): Promise<number> {
  const path = `/v1/users/${user}/recommendations?limit=1&mode=discover`;
  const itemId = firstItem(await client.get(path));
  const start = performance.now();
  await publishEvents(bus, registry, [createEvent(purchased, { userId: user, itemId }, { source: '/bench' })]);
  while (performance.now() - start < GIVE_UP_MS) {
    if (firstItem(await client.get(path)) !== itemId) return performance.now() - start;
    await sleep(2);
  }
  return GIVE_UP_MS; // the percentiles show it, as do the rows before that this run has measured
}

function firstItem(body: string): string {
  const { items } = JSON.parse(body) as { items: { item: { id: string } }[] };
  if (!items[0]) throw new Error('The service recommends nothing: is its catalogue empty?');
  return items[0].item.id;
}

/** @returns events acknowledged per second */
async function publishViews(bus: EventBus, { users, items }: SeededShop, rate: number, signal: AbortSignal): Promise<number> {
  const start = performance.now();
  let planned = 0;
  let acknowledged = 0;
  const open = new Set<Promise<void>>();
  while (!signal.aborted) {
    const due = Math.floor(((performance.now() - start) * rate) / 1000);
    const events: DomainEvent[] = [];
    for (; planned < due; planned++) {
      const data = { userId: users[(planned * 7919) % users.length]!, itemId: items[(planned * 104729) % items.length]! };
      events.push(createEvent(viewed, data, { source: '/bench' }));
    }
    const sending = publishEvents(bus, registry, events).then(() => {
      acknowledged += events.length;
      open.delete(sending);
    });
    open.add(sending);
    await sleep(TICK_MS);
  }
  await Promise.all(open);
  return (acknowledged * 1000) / (performance.now() - start);
}
