export * from './buckets.js';
export * from './event-metrics.js';
export * from './metrics.js';
export * from './sliding-latency.js';
export * from './spans.js';
export * from './tracing.js';
