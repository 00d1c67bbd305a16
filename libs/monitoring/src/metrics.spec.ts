import { describe, expect, it } from 'vitest';
import { LATENCY_BUCKETS } from './buckets.js';
import { createEventMetrics } from './event-metrics.js';
import { createMetrics } from './metrics.js';

/** Values of the lines that start with `prefix`. */
async function read(metrics: ReturnType<typeof createMetrics>, prefix: string) {
  const { body } = await metrics.render();
  return body.split('\n').filter((line) => line.startsWith(prefix));
}

describe('metrics', () => {
  it('has ascending buckets, at least 14 of them from 1 to 50 ms', () => {
    expect([...LATENCY_BUCKETS].sort((a, b) => a - b)).toEqual(LATENCY_BUCKETS);
    expect(LATENCY_BUCKETS.filter((bound) => bound >= 0.001 && bound <= 0.05).length).toBeGreaterThanOrEqual(14);
  });

  it('counts a request in the buckets at and above its time', async () => {
    const metrics = createMetrics('shop');
    metrics.httpRequest({ method: 'GET', route: '/v1/items/:id', status: 200 }, 0.0045);
    const lines = await read(metrics, 'http_server_request_duration_seconds_bucket');
    const value = (bound: string) =>
      lines
        .find((line) => line.includes(`le="${bound}"`))
        ?.split(' ')
        .at(-1);
    expect([value('0.004'), value('0.005'), value('+Inf')]).toEqual(['0', '1', '1']);
    expect(lines[0]).toContain('route="/v1/items/:id"');
    expect(lines[0]).toContain('service="shop"');
  });

  it('tells event-loop delay and memory', async () => {
    const metrics = createMetrics('shop');
    expect(await read(metrics, 'nodejs_eventloop_lag_p99_seconds')).toHaveLength(1);
    expect(await read(metrics, 'process_resident_memory_bytes')).toHaveLength(1);
  });

  it('reads a gauge when asked, and leaves it out while unknown', async () => {
    const metrics = createMetrics('shop');
    const queue: { depth?: number } = {};
    metrics.gauge('answer', 'help', () => queue.depth);
    expect(await read(metrics, 'answer')).toEqual([]);
    queue.depth = 42;
    expect(await read(metrics, 'answer')).toEqual(['answer{service="shop"} 42']);
  });

  it('tells new events from events seen before', async () => {
    const metrics = createMetrics('shop');
    const events = createEventMetrics(metrics);
    events.consumed({ group: 'g', count: 10, fresh: 7, ms: 3, oldestMs: 20 });
    events.lag('g', 't', 12);
    expect(await read(metrics, 'events_consumed_total')).toEqual([
      'events_consumed_total{group="g",result="applied",service="shop"} 7',
      'events_consumed_total{group="g",result="seen before",service="shop"} 3',
    ]);
    expect(await read(metrics, 'events_consumer_lag')).toEqual(['events_consumer_lag{group="g",topic="t",service="shop"} 12']);
  });
});
