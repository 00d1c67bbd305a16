/** Spans across HTTP and events, in W3C Trace Context. */
import { context, propagation, SpanKind, SpanStatusCode, trace, type Attributes, type Context, type Span } from '@opentelemetry/api';

export { SpanKind, type Context, type Span };

/** Headers that carry a trace: of a request, or of an event. */
export interface TraceCarrier {
  traceparent?: string | undefined;
  tracestate?: string | undefined;
}

const tracer = () => trace.getTracer('casebook');

/** The trace a request or an event brings with it. */
export function traceOf(carrier: TraceCarrier): Context {
  return propagation.extract(context.active(), carrier);
}

/** What to put into a request or an event so that the active trace goes on there; empty where there is none. */
export function traceHeaders(): TraceCarrier {
  const carrier: TraceCarrier = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Starts a span that the caller ends; for hooks, where no function wraps the work. */
export function startSpan(name: string, options: { kind?: SpanKind; attributes?: Attributes; parent?: Context } = {}) {
  const parent = options.parent ?? context.active();
  const span = tracer().startSpan(name, { kind: options.kind ?? SpanKind.INTERNAL, attributes: options.attributes ?? {} }, parent);
  return { span, context: trace.setSpan(parent, span) };
}

/**
 * Runs work inside a span; an error marks the span as failed and goes on.
 *
 * @param links traces that led here without being the parent, e.g. those of the events of one batch
 *
 * @example
 * await withSpan('apply batch', { kind: SpanKind.CONSUMER, links: events }, () => apply(events));
 */
export async function withSpan<T>(
  name: string,
  options: { kind?: SpanKind; attributes?: Attributes; parent?: Context; links?: readonly TraceCarrier[] },
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const parent = options.parent ?? context.active();
  const links = (options.links ?? []).flatMap((carrier) => {
    const linked = carrier.traceparent === undefined ? undefined : trace.getSpanContext(traceOf(carrier));
    return linked ? [{ context: linked }] : [];
  });
  return tracer().startActiveSpan(
    name,
    { kind: options.kind ?? SpanKind.INTERNAL, attributes: options.attributes ?? {}, links },
    parent,
    async (span) => {
      try {
        return await work(span);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
        throw error;
      } finally {
        span.end();
      }
    },
  );
}

/** Runs a function with a trace as the active one. */
export const inTrace = <T>(of: Context, work: () => T): T => context.with(of, work);
