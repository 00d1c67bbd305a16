/** Which methods an address answers, to tell 405 from 404. */
import type { FastifyInstance } from 'fastify';

/**
 * Remembers every route of an instance; install it before the routes.
 *
 * @returns the methods of the routes that match a URL, sorted; empty where none does
 */
export function trackAllowedMethods(fastify: FastifyInstance): (url: string) => string[] {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const pattern = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')}$`);
    routes.push({ pattern, methods: [method].flat() });
  });
  return (url) => {
    const path = url.split('?', 1)[0]!;
    return [...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))].sort();
  };
}
