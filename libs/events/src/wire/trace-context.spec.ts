import { context, propagation, ROOT_CONTEXT, trace, type Context, type ContextManager, type TextMapPropagator } from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvent } from '../definitions/domain-event.js';
import { ledgerEvent } from '../testing/ledger.js';
import { decodeEvent, encodeEvent } from './kafka-binding.js';
import { activeTraceContext, linksTo } from './trace-context.js';

const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
const traceparent = `00-${span.traceId}-${span.spanId}-01`;

/** A context manager in which one context is always active. */
const always = (active: Context): ContextManager => ({
  active: () => active,
  with: (_context, fn, self, ...args) => fn.apply(self as never, args),
  bind: (_context, target) => target,
  enable() {
    return this;
  },
  disable() {
    return this;
  },
});

/** The W3C format (https://www.w3.org/TR/trace-context/#traceparent-header); an app gets it from OpenTelemetry's SDK. */
const w3c: TextMapPropagator = {
  fields: () => ['traceparent'],
  inject: (active, carrier, setter) => {
    const found = trace.getSpanContext(active);
    if (found) setter.set(carrier, 'traceparent', `00-${found.traceId}-${found.spanId}-0${found.traceFlags}`);
  },
  extract: (active, carrier, getter) => {
    const [, traceId, spanId, flags] = String(getter.get(carrier, 'traceparent')).split('-');
    return traceId && spanId ? trace.setSpanContext(active, { traceId, spanId, traceFlags: Number(flags) }) : active;
  },
};

beforeAll(() => propagation.setGlobalPropagator(w3c));
afterAll(() => {
  propagation.disable();
  context.disable();
});

describe('trace context', () => {
  it('is absent where nothing is traced', () => expect(activeTraceContext()).toEqual({}));

  it('travels from the span that makes an event through Kafka’s headers to a link of the consumer’s span', () => {
    const definition = ledgerEvent();
    context.setGlobalContextManager(always(trace.setSpanContext(ROOT_CONTEXT, span)));
    const event = createEvent(definition, { account: 'a', n: 1 }, { source: '/x' });
    expect(event.traceparent).toBe(traceparent);
    const message = encodeEvent(definition, event);
    expect(message.headers['traceparent']).toBe(traceparent);
    expect(linksTo([decodeEvent({ ...message, timestamp: 0 }), message.headers, {}])).toEqual([{ context: expect.objectContaining(span) }]);
  });
});
