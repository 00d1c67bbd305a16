/** OpenTelemetry traces: exported where `OTEL_EXPORTER_OTLP_ENDPOINT` says, otherwise only carried on. */
import { tracing, NodeSDK } from '@opentelemetry/sdk-node';

export interface Tracing {
  /** Whether spans are recorded and exported. */
  readonly exporting: boolean;
  /** Sends what is recorded and stops. */
  close(): Promise<void>;
}

export interface TracingOptions {
  service: string;
  env?: Record<string, string | undefined>;
  /** Instead of the exporter of the environment, e.g. in a test. */
  spanProcessors?: tracing.SpanProcessor[];
}

/**
 * Registers the process's tracer, W3C propagation and context. Call once, before the first request.
 *
 * Without an endpoint no span is recorded, and a trace that arrives in a request or an event still goes on to the next one.
 * Further variables (sampler, headers, protocol) are OpenTelemetry's own.
 */
export function startTracing({ service, env = process.env, spanProcessors }: TracingOptions): Tracing {
  const endpoint = env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
  const processors = spanProcessors ?? (endpoint ? undefined : []);
  const sdk = new NodeSDK({
    serviceName: service,
    metricReaders: [], // metrics are Prometheus', logs are pino's
    logRecordProcessors: [],
    ...(processors === undefined ? {} : { spanProcessors: processors }),
  });
  sdk.start();
  return { exporting: processors === undefined || processors.length > 0, close: () => sdk.shutdown() };
}
