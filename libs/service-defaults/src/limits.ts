/** Security headers and the rate limit of a service. */
import { isIP } from 'node:net';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastify as createFastify, type FastifyInstance } from 'fastify';
import type { ServiceConfig } from './service-config.js';

const loopback = (address: string) => address === '::1' || /^(?:::ffff:)?127\./.test(address);

const policy: FastifyHelmetOptions = {
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
};

/** What helmet sets. It makes the same headers anew for every answer; here it makes them once. */
async function securityHeaders(): Promise<Record<string, string>> {
  const sample = createFastify();
  await sample.register(helmet, policy);
  const own = Object.keys((await createFastify().inject('/')).headers);
  const headers = Object.entries((await sample.inject('/')).headers).filter(([name]) => !own.includes(name));
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}

/** Installs both; before the routes, which they watch. */
export async function installLimits(fastify: FastifyInstance, config: ServiceConfig): Promise<void> {
  const headers = await securityHeaders();
  fastify.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers);
    done();
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
