/** Serves a built page: hashed assets for ever, everything else checked again each time. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Vite puts a hash of the content into the names of what it writes to `assets/`. */
const hashed = /[\\/]assets[\\/][^\\/]+$/;

/**
 * Serves `dir` at `/`.
 *
 * @returns whether there is a page: without an index.html nothing is served
 */
export async function servePage(fastify: FastifyInstance, dir: string): Promise<boolean> {
  if (!existsSync(join(dir, 'index.html'))) return false;
  await fastify.register(fastifyStatic, {
    root: dir,
    wildcard: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return true;
}
