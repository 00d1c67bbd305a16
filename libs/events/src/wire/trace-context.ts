/** W3C trace context (https://www.w3.org/TR/trace-context/) as CloudEvents' distributed tracing extension carries it. */
import { context, propagation, ROOT_CONTEXT, trace, type Link } from '@opentelemetry/api';

export interface TraceContext {
  traceparent?: string;
  tracestate?: string;
}

/** The context that is active now; empty where nothing is traced. */
export function activeTraceContext(): TraceContext {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  const { traceparent, tracestate } = carrier;
  return { ...(traceparent && { traceparent }), ...(tracestate && { tracestate }) };
}

/** A batch has many parents: its span links to the spans that published the events (at most 128, OpenTelemetry's own limit). */
export function linksTo(events: readonly TraceContext[]): Link[] {
  const parents = new Map<string, TraceContext>();
  for (const event of events) if (event.traceparent && parents.size < 128) parents.set(event.traceparent, event);
  return [...parents.values()].flatMap(({ traceparent, tracestate }) => {
    const span = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, { traceparent, tracestate }));
    return span ? [{ context: span }] : [];
  });
}
