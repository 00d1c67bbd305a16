/** Metrics of events: published, applied, how late, how many wait. Its callbacks fit the hooks of the events library. */
import type { Metrics } from './metrics.js';

export interface EventMetrics {
  published(event: { topic: string; count: number; ms: number }): void;
  consumed(event: { group: string; count: number; fresh: number; ms: number; oldestMs: number }): void;
  deadLettered(event: { topic: string; code: string }): void;
  redelivered(event: { group: string; count: number }): void;
  relayed(event: { count: number; oldestMs: number }): void;
  unavailable(event: { what: string }): void;
  /** Messages on the bus that a group has not applied yet. */
  lag(group: string, topic: string, messages: number): void;
}

/** Registers the metrics of events in a service's registry. */
export function createEventMetrics(metrics: Metrics): EventMetrics {
  const published = metrics.counter('events_published_total', 'Events handed to the bus', ['topic']);
  const publishing = metrics.latency('events_publish_duration_seconds', 'Time to hand a batch of events to the bus', ['topic']);
  const consumed = metrics.counter('events_consumed_total', 'Events taken from the bus', ['group', 'result']);
  const applying = metrics.latency('events_apply_duration_seconds', 'Time to apply a batch of events', ['group']);
  const delay = metrics.latency('events_delay_seconds', 'Time from publishing to having applied the oldest event of a batch', ['group']);
  const dead = metrics.counter('events_dead_letters_total', 'Events put aside because they cannot be applied', ['topic', 'code']);
  const away = metrics.counter('dependency_unavailable_total', 'Times a dependency was found away', ['what']);
  const again = metrics.counter('events_redelivered_total', 'Events that will come again because their batch failed', ['group']);
  const waiting = metrics.latency('events_outbox_delay_seconds', 'Time the oldest event of a batch has been in the outbox');
  const lag = metrics.gaugeOf('events_consumer_lag', 'Events on the bus that are not applied yet', ['group', 'topic']);
  return {
    published: ({ topic, count, ms }) => {
      published.labels(topic).inc(count);
      publishing.labels(topic).observe(ms / 1000);
    },
    consumed: ({ group, count, fresh, ms, oldestMs }) => {
      consumed.labels(group, 'applied').inc(fresh);
      consumed.labels(group, 'seen before').inc(count - fresh);
      applying.labels(group).observe(ms / 1000);
      delay.labels(group).observe(Math.max(0, oldestMs) / 1000);
    },
    deadLettered: ({ topic, code }) => dead.labels(topic, code).inc(),
    redelivered: ({ group, count }) => again.labels(group).inc(count),
    relayed: ({ oldestMs }) => waiting.observe(Math.max(0, oldestMs) / 1000),
    unavailable: ({ what }) => away.labels(what).inc(),
    lag: (group, topic, messages) => lag.labels(group, topic).set(messages),
  };
}
