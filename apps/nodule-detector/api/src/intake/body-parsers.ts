/** What bodies the ways in take, besides JSON. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';

export interface BodyLimits {
  /** Bytes of a STOW-RS request. */
  stowBytes: number;
  /** To receive a whole request; headers keep their own, shorter time. */
  timeoutMs: number;
}

export async function acceptFiles(fastify: FastifyInstance, { stowBytes, timeoutMs }: BodyLimits): Promise<void> {
  fastify.server.requestTimeout = timeoutMs; // a study takes longer than a line of JSON
  await fastify.register(multipart);
  for (const type of [/^multipart\/related/, /^application\/dicom(;|$)/]) {
    fastify.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: stowBytes }, (_, body, done) => done(null, body));
  }
}
