import { tracing } from '@opentelemetry/sdk-node';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inTrace, SpanKind, startSpan, traceHeaders, traceOf, withSpan } from './spans.js';
import { startTracing } from './tracing.js';

const exporter = new tracing.InMemorySpanExporter();
const processor = new tracing.SimpleSpanProcessor(exporter);
const running = startTracing({ service: 'test', env: {}, spanProcessors: [processor] });

async function finished() {
  await processor.forceFlush();
  return exporter.getFinishedSpans();
}
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

beforeEach(() => exporter.reset());
afterAll(() => running.close());

describe('spans', () => {
  it('continue the trace of a request and hand it on to an event', async () => {
    const server = startSpan('GET /v1/items', { kind: SpanKind.SERVER, parent: traceOf({ traceparent }) });
    const carrier = await inTrace(server.context, async () => withSpan('publish', { kind: SpanKind.PRODUCER }, async () => traceHeaders()));
    server.span.end();
    const [publish, request] = await finished();
    expect(request!.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(request!.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(publish!.parentSpanContext?.spanId).toBe(request!.spanContext().spanId);
    expect(carrier.traceparent).toBe(`00-0af7651916cd43dd8448eb211c80319c-${publish!.spanContext().spanId}-01`);
  });

  it('link a batch to the traces of its events', async () => {
    await withSpan('apply', { links: [{ traceparent }, {}] }, async () => undefined);
    expect((await finished())[0]!.links.map((link) => link.context.spanId)).toEqual(['b7ad6b7169203331']);
  });

  it('mark failed work and let the error through', async () => {
    await expect(withSpan('apply', {}, () => Promise.reject(new Error('secret')))).rejects.toThrow('secret');
    expect((await finished())[0]!.status).toEqual({ code: 2, message: 'Error' });
  });

  it('has nothing to hand on outside a trace', () => expect(traceHeaders()).toEqual({}));
});
