/** The routes of an instance: to tell 405 from 404, and to compare them with their documentation. */
import type { FastifyInstance } from 'fastify';

export interface RouteTable {
  /** Methods of the routes that match a URL, sorted; empty where none does. */
  allowed(url: string): string[];
  /** `GET /v1/items/:id` and so on. */
  list(): string[];
}

/** Remembers every route of an instance; install it before the routes. Wildcards match nothing here. */
export function trackRoutes(fastify: FastifyInstance): RouteTable {
  const routes: { url: string; pattern: RegExp; methods: string[] }[] = [];
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const pattern = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')}$`);
    routes.push({ url, pattern, methods: [method].flat() });
  });
  return {
    allowed: (url) => {
      const path = url.split('?', 1)[0]!;
      return [...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))].sort();
    },
    list: () => routes.flatMap(({ url, methods }) => methods.map((method) => `${method} ${url}`)),
  };
}
