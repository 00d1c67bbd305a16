/** Security headers and the rate limit of a service. */
import { isIP } from 'node:net';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { ServiceConfig } from './service-config.js';

const loopback = (address: string) => address === '::1' || /^(?:::ffff:)?127\./.test(address);

/** Installs both; before the routes, which they watch. */
export async function installLimits(fastify: FastifyInstance, config: ServiceConfig): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: false, // the proxy that ends TLS sets it; over plain HTTP it means nothing
  });
  if (config.RATE_LIMIT === 0) return;
  await fastify.register(rateLimit, {
    max: config.RATE_LIMIT,
    timeWindow: '1 minute',
    // IPv6 hands every household a /64: one address of it is as good as another.
    keyGenerator: ({ ip }) => (isIP(ip) === 6 ? ip.split(':').slice(0, 4).join(':') : ip),
    allowList: config.RATE_LIMIT_LOOPBACK ? [] : ({ ip }) => loopback(ip),
    errorResponseBuilder: (_, { after }) =>
      Object.assign(new Error(`Too many requests from this address. Try again in ${after}.`), { statusCode: 429 }),
  });
}
