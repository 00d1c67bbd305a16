/** `GET /v1/live` as server-sent events, on Fastify itself: a stream needs no controller's answer. */
import { parseWith } from '@casebook/core';
import { liveQuerySchema } from '@casebook/nodule-detector-contract';
import type { FastifyInstance } from 'fastify';
import type { LiveService } from './live.service.js';

export function serveLive(fastify: FastifyInstance, live: LiveService): void {
  fastify.get('/v1/live', { config: { rateLimit: false, longLived: true } }, (request, reply) => {
    const { study } = parseWith(liveQuerySchema, request.query, 'QUERY_INVALID', 'The query');
    const stream = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) stream.setHeader(name, value);
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    reply.hijack();
    const leave = live.subscribe(stream, study);
    stream.on('close', leave);
    stream.on('error', leave); // the page went away in the middle of a message
  });
}
