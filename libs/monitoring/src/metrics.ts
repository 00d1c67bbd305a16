/** The Prometheus registry of one service, and the metrics every service has. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { LATENCY_BUCKETS } from './buckets.js';

export interface Metrics {
  /** For metrics of the service's own. */
  readonly registry: Registry;
  /** Records one answered request. `route` is the pattern (`/v1/users/:id`), never the address: addresses hold personal data. */
  httpRequest(labels: { method: string; route: string; status: number }, seconds: number): void;
  /** Counts one look-up in a cache. */
  cacheRequest(cache: string, result: 'hit' | 'miss'): void;
  /** A further latency histogram with the same buckets, in seconds. */
  latency<Label extends string>(name: string, help: string, labels?: readonly Label[]): Histogram<Label>;
  counter<Label extends string>(name: string, help: string, labels?: readonly Label[]): Counter<Label>;
  gaugeOf<Label extends string>(name: string, help: string, labels?: readonly Label[]): Gauge<Label>;
  /** A gauge whose value is read when the metrics are; `undefined` leaves it out. */
  gauge(name: string, help: string, read: () => number | undefined): void;
  /** The exposition text, and its content type. */
  render(): Promise<{ contentType: string; body: string }>;
}

/**
 * Creates a registry with process metrics (memory, CPU, garbage collection, event-loop delay at 10 ms resolution) and HTTP metrics.
 *
 * @param service label `service` of every metric
 *
 * @example
 * const metrics = createMetrics('recommender');
 * metrics.httpRequest({ method: 'GET', route: '/v1/items', status: 200 }, 0.004);
 */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 10 });

  const registers = [registry];
  const http = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: LATENCY_BUCKETS,
    registers,
  });
  const cache = new Counter({ name: 'cache_requests_total', help: 'Look-ups in a cache', labelNames: ['cache', 'result'], registers });

  return {
    registry,
    httpRequest: ({ method, route, status }, seconds) => http.labels(method, route, String(status)).observe(seconds),
    cacheRequest: (name, result) => cache.labels(name, result).inc(),
    latency: (name, help, labels = []) => new Histogram({ name, help, labelNames: [...labels], buckets: LATENCY_BUCKETS, registers }),
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: [...labels], registers }),
    gaugeOf: (name, help, labels = []) => new Gauge({ name, help, labelNames: [...labels], registers }),
    gauge: (name, help, read) => void new Gauge({ name, help, registers, collect: collector(read) }),
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

function collector(read: () => number | undefined) {
  return function (this: Gauge) {
    const value = read();
    if (value === undefined) this.remove();
    else this.set(value);
  };
}
