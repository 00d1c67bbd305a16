/** Each request's id, metrics, span and log line. None of them holds the address: it may name a user. */
import { randomUUID } from 'node:crypto';
import type { Logger } from '@casebook/core/logging';
import { inTrace, SpanKind, startSpan, traceOf, type Metrics, type Span } from '@casebook/monitoring';
import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer is a stream without end: no time limit, and its duration is no latency. */
    longLived?: boolean;
  }
}

/** The id a caller gave (`X-Request-Id`: 1 to 64 letters, digits, `-`, `_`, `.`), or a new one. */
export function requestId({ headers }: { headers: Record<string, string | string[] | undefined> }): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

const routeOf = (request: FastifyRequest) => request.routeOptions.url ?? 'unmatched';

/** Installs the hooks; spans only where traces are exported or a request brings one. */
export function observeRequests(
  fastify: FastifyInstance,
  { logger, metrics, tracing }: { logger: Logger; metrics: Metrics; tracing: boolean },
): void {
  const spans = new WeakMap<FastifyRequest, Span>();

  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    const { traceparent, tracestate } = request.headers as Record<string, string | undefined>;
    if (!tracing && traceparent === undefined) return done();
    const route = routeOf(request);
    const { span, context } = startSpan(`${request.method} ${route}`, {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': request.method, 'http.route': route },
      parent: traceOf({ traceparent, tracestate }),
    });
    spans.set(request, span);
    inTrace(context, done);
  });

  fastify.addHook('onResponse', (request, reply, done) => {
    const status = reply.statusCode;
    const route = routeOf(request);
    const span = spans.get(request);
    if (span) {
      span.setAttribute('http.response.status_code', status);
      span.end();
    }
    if (!request.routeOptions.config.longLived) {
      metrics.httpRequest({ method: request.method, route, status }, reply.elapsedTime / 1000);
      const level = status >= 500 ? 'error' : status >= 400 ? 'info' : 'debug';
      if (logger.isLevelEnabled(level)) {
        const ms = Math.round(reply.elapsedTime * 1000) / 1000;
        logger[level]({ requestId: request.id, method: request.method, route, status, ms }, 'request');
      }
    }
    done();
  });
}
